package io.govchain.testnet.endtoend;

import io.govchain.amdp.ApplicationCall;
import io.govchain.governance.Entry;
import io.govchain.governance.GovernanceAccount;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.Opening;
import io.govchain.governance.Report;
import io.govchain.governance.Side;
import io.govchain.governance.StepDescriptor;
import io.govchain.testnet.checker.Change;
import io.govchain.testnet.consortium.Member;
import java.util.List;

/** What a dishonest member has recorded on the governance chain, with its cross-chain account. */
final class LyingRecord {
  private final World world;
  private final GovernanceAccount account;

  LyingRecord(World world, Member member) {
    this.world = world;
    this.account =
        new GovernanceAccount(world.consortium.client(), member.crosschainProxyAccount().key());
  }

  /** Opens a call of two writes, the caller's first. */
  void open(ApplicationCall call) {
    long pipeline = world.pipeline.number();
    account.send(
        GovernanceCalls.record(
            List.of(
                new Opening(
                    call.transaction(),
                    call.call().deadline(),
                    List.of(
                        new StepDescriptor(pipeline, true, Side.SOURCE),
                        new StepDescriptor(pipeline, true, Side.TARGET)))),
            List.of()));
  }

  /** Reports what became of a step; the record has to take it. */
  void report(String transaction, int step, Entry entry, String digest) {
    account.send(
        GovernanceCalls.record(List.of(), List.of(new Report(transaction, step, entry, digest))));
    if (world.facts().changes().stream()
        .noneMatch(
            change ->
                change.transaction().equals(transaction)
                    && change.step() == step
                    && change.entry() == Change.Entry.values()[entry.ordinal()])) {
      throw new IllegalStateException(
          "expected the record to take %s of step %d of %s".formatted(entry, step, transaction));
    }
  }
}
