package io.govchain.subchain.gateway;

import io.govchain.amdp.SignedCall;
import io.govchain.subchain.governance.CallRecord;
import io.govchain.subchain.governance.Governance;
import io.govchain.subchain.journal.GatewayCall;
import io.govchain.subchain.journal.StoredCall;
import java.util.Optional;
import java.util.stream.Stream;

/** What the ledger has of the calls that were, or can have been, made of a request. */
final class Openings {

  private final Governance governance;
  private final GatewayJournal journal;
  private final CallMaker maker;

  Openings(Governance governance, GatewayJournal journal, CallMaker maker) {
    this.governance = governance;
    this.journal = journal;
    this.maker = maker;
  }

  /** Of the call that was handed in; empty where it is lost and cannot be made again. */
  Optional<CallRecord> of(GatewayCall call, String transaction) {
    return journal
        .told(transaction)
        .map(StoredCall::signed)
        .or(() -> made(call).filter(made -> made.transaction().equals(transaction)).findFirst())
        .map(made -> CallRecord.of(made, governance));
  }

  /** The transaction of one that was opened, by whatever version of the pipeline. */
  Optional<String> opened(GatewayCall call) {
    return made(call)
        .filter(made -> CallRecord.of(made, governance) instanceof CallRecord.Own)
        .map(SignedCall::transaction)
        .findFirst();
  }

  /** Whether none was opened and none ever can be. */
  boolean areImpossible(GatewayCall call) {
    long now = governance.blockTime();
    return made(call).allMatch(made -> isImpossible(made, now));
  }

  private boolean isImpossible(SignedCall made, long now) {
    return switch (CallRecord.of(made, governance)) {
      case CallRecord.Own own -> false;
      case CallRecord.Foreign foreign -> true;
      case CallRecord.Missing missing -> made.deadline() < now;
    };
  }

  private Stream<SignedCall> made(GatewayCall call) {
    return maker.everMade(call).stream().map(MadeCall.Made::call);
  }
}
