package io.govchain.crosschain.follow;

import io.govchain.crosschain.engine.ChainStatus;
import io.govchain.crosschain.engine.Entry;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Plan;
import io.govchain.crosschain.engine.Rejection;
import io.govchain.crosschain.plan.Plans;
import io.govchain.governance.GovernanceEvent;
import io.govchain.governance.Paths;
import java.util.Optional;
import java.util.function.BiPredicate;

/** The ledger's events in the engine's terms. */
final class LedgerInputs {
  private final Plans plans;
  private final String self;
  private final String institution;
  private final String account;
  private final BiPredicate<String, String> signed;

  /**
   * @param self path of this proxy
   * @param account its present address on the governance chain
   * @param signed whether an account and the hash of a governance transaction are those of one that
   *     was signed here: of a former account nothing else counts, its key may be elsewhere
   */
  LedgerInputs(Plans plans, String self, String account, BiPredicate<String, String> signed) {
    this.plans = plans;
    this.self = self;
    this.institution = Paths.id(Paths.institutionCode(self));
    this.account = account;
    this.signed = signed;
  }

  /**
   * The input of an opening, if this party has a part in it or knows of its id: strangers may open
   * the id of a call with a plan of theirs, and stand in its way.
   *
   * @param known whether the journal has a transaction of that id
   * @param journalLost whether a former life of this proxy may have acted on it
   */
  Optional<Input> opened(
      GovernanceEvent.TransactionOpened event, boolean known, boolean journalLost, long blockTime) {
    Optional<Plan> plan = plans.of(event).filter(made -> known || made.hasParty(self));
    return plan.map(made -> new Input.RecordOpened(made, journalLost, blockTime));
  }

  /**
   * The input of any later event; empty where it says nothing to this party.
   *
   * @param hash of the governance transaction that brought it
   */
  Optional<Input> later(GovernanceEvent.OfLedger event, String hash) {
    return switch (event) {
      case GovernanceEvent.TransactionOpened opened -> Optional.empty();
      case GovernanceEvent.StepReported reported ->
          Optional.of(
              new Input.StepReportedOnChain(
                  reported.step(),
                  entry(reported.entry()),
                  reported.digest(),
                  reported.institution().equals(institution)));
      case GovernanceEvent.TransactionStatusChanged changed ->
          Optional.of(
              new Input.StatusChangedOnChain(ChainStatus.values()[changed.status().ordinal()]));
      case GovernanceEvent.EntryRejected rejected ->
          rejected.by().equals(account) || signed.test(rejected.by(), hash)
              ? Optional.of(
                  new Input.EntryRejectedOnChain(
                      rejected.step(),
                      entry(rejected.entry()),
                      Rejection.values()[rejected.reason().ordinal()]))
              : Optional.empty();
      case GovernanceEvent.TransactionResolved resolved -> Optional.empty();
    };
  }

  private static Entry entry(io.govchain.governance.Entry entry) {
    return Entry.values()[entry.ordinal()];
  }
}
