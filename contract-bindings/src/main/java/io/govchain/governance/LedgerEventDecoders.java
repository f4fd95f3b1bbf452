package io.govchain.governance;

import io.govchain.contracts.generated.Transactions;
import io.govchain.contracts.generated.WorkOrders;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The events of {@code Transactions} and {@code WorkOrders}. */
final class LedgerEventDecoders {

  static final Set<EventDecoder> TRANSACTIONS =
      Set.of(
          EventDecoder.of(Transactions.TRANSACTIONOPENED_EVENT, LedgerEventDecoders::opened),
          EventDecoder.of(
              Transactions.STEPREPORTED_EVENT,
              fields ->
                  new GovernanceEvent.StepReported(
                      fields.word(0),
                      fields.word(1),
                      (int) fields.whole(2),
                      fields.constant(3, Entry.class),
                      fields.word(4))),
          EventDecoder.of(
              Transactions.STATUSCHANGED_EVENT,
              fields ->
                  new GovernanceEvent.TransactionStatusChanged(
                      fields.word(0), fields.constant(1, TransactionRecord.Status.class))),
          EventDecoder.of(
              Transactions.ENTRYREJECTED_EVENT,
              fields ->
                  new GovernanceEvent.EntryRejected(
                      fields.word(0),
                      fields.text(1),
                      (int) fields.whole(2),
                      fields.constant(3, Entry.class),
                      fields.constant(4, Rejection.class))),
          EventDecoder.of(
              Transactions.TRANSACTIONRESOLVED_EVENT,
              fields -> new GovernanceEvent.TransactionResolved(fields.word(0), fields.text(1))));

  static final Set<EventDecoder> WORK_ORDERS =
      Set.of(
          EventDecoder.of(WorkOrders.PROPOSALCREATED_EVENT, LedgerEventDecoders::proposed),
          EventDecoder.of(WorkOrders.VOTECAST_EVENT, LedgerEventDecoders::voted),
          EventDecoder.of(WorkOrders.VOTECASTWITHPARAMS_EVENT, LedgerEventDecoders::voted),
          EventDecoder.of(
              WorkOrders.PROPOSALEXECUTED_EVENT,
              fields -> new GovernanceEvent.WorkOrderExecuted(AbiValues.word(fields.number(0)))),
          EventDecoder.of(
              WorkOrders.PROPOSALCANCELED_EVENT,
              fields -> new GovernanceEvent.WorkOrderCancelled(AbiValues.word(fields.number(0)))),
          EventDecoder.of(
              WorkOrders.POLICYCHANGED_EVENT,
              fields ->
                  new GovernanceEvent.PolicyChanged(
                      fields.text(0), fields.word(1), fields.constant(2, WorkOrder.Policy.class))),
          EventDecoder.of(
              WorkOrders.SEATCHANGED_EVENT,
              fields ->
                  new GovernanceEvent.SeatChanged(fields.word(0), fields.whole(1), fields.flag(2))),
          EventDecoder.of(
              WorkOrders.PERIODSCHANGED_EVENT,
              fields -> new GovernanceEvent.PeriodsChanged(fields.whole(0), fields.whole(1))));

  private LedgerEventDecoders() {}

  private static GovernanceEvent opened(EventDecoder.Fields fields) {
    return new GovernanceEvent.TransactionOpened(
        fields.word(0),
        fields.word(1),
        fields.whole(2),
        Steps.unpack((int) fields.whole(3), fields.number(4)));
  }

  /** VoteCast(voter, id, support, weight, reason), whether or not parameters follow. */
  private static GovernanceEvent voted(EventDecoder.Fields fields) {
    return new GovernanceEvent.VoteCast(
        AbiValues.word(fields.number(1)),
        fields.text(0),
        fields.constant(2, WorkOrder.Vote.class),
        fields.text(4));
  }

  /**
   * ProposalCreated(id, proposer, targets, values, signatures, calldatas, voteStart, voteEnd,
   * description).
   */
  private static GovernanceEvent proposed(EventDecoder.Fields fields) {
    List<?> targets = fields.list(2);
    List<?> calldatas = fields.list(5);
    List<ProposedCall> calls = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      calls.add(
          new ProposedCall(targets.get(i).toString(), AbiValues.hex((byte[]) calldatas.get(i))));
    }
    return new GovernanceEvent.WorkOrderProposed(
        AbiValues.word(fields.number(0)),
        fields.text(1),
        new Proposal(calls, fields.text(8)),
        fields.whole(6),
        fields.whole(7));
  }
}
