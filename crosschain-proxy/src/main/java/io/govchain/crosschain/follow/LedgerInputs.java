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

/** The ledger's events in the engine's terms. */
final class LedgerInputs {
  private final Plans plans;
  private final String self;
  private final String institution;
  private final String account;

  /**
   * @param self path of this proxy
   * @param account its address on the governance chain
   */
  LedgerInputs(Plans plans, String self, String account) {
    this.plans = plans;
    this.self = self;
    this.institution = Paths.id(Paths.institutionCode(self));
    this.account = account;
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

  /** The input of any later event; empty where it says nothing to this party. */
  Optional<Input> later(GovernanceEvent.OfLedger event) {
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
          rejected.by().equals(account)
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
