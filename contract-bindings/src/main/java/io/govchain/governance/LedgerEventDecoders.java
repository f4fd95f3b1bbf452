package io.govchain.governance;

import io.govchain.contracts.generated.Transactions;
import io.govchain.contracts.generated.WorkOrders;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The events of {@code Transactions} and {@code WorkOrders}. */
final class LedgerEventDecoders {

  static final Set<EventDecoder> TRANSACTIONS =
      Set.of(
          EventDecoder.several(
              Transactions.RECORDED_EVENT,
              fields ->
                  BatchEvents.of(
                      new LedgerBatch(
                          fields.word(0), fields.text(1), fields.bytes(2), fields.bytes(3)))),
          EventDecoder.of(
              Transactions.CREDITNOTRECORDED_EVENT,
              fields ->
                  new GovernanceEvent.CreditNotRecorded(
                      fields.word(0),
                      fields.word(1),
                      fields.whole(2),
                      CreditFaults.of(fields.number(3).longValue()),
                      CreditFaults.of(fields.number(4).longValue()))),
          EventDecoder.of(
              Transactions.CALLSNOTCOUNTED_EVENT,
              fields -> new GovernanceEvent.CallsNotCounted(fields.whole(0), fields.whole(1))),
          EventDecoder.several(
              Transactions.TRANSACTIONRESOLVED_EVENT, LedgerEventDecoders::resolved));

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

  private static List<GovernanceEvent> resolved(EventDecoder.Fields fields) {
    return List.of(
        new GovernanceEvent.TransactionResolved(fields.word(0), fields.text(1)),
        new GovernanceEvent.TransactionStatusChanged(
            fields.word(0), TransactionRecord.Status.RESOLVED));
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
    List<?> values = fields.list(3);
    List<?> calldatas = fields.list(5);
    List<ProposedCall> calls = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      calls.add(
          new ProposedCall(
              targets.get(i).toString(),
              AbiValues.hex((byte[]) calldatas.get(i)),
              (BigInteger) values.get(i)));
    }
    return new GovernanceEvent.WorkOrderProposed(
        AbiValues.word(fields.number(0)),
        fields.text(1),
        new Proposal(calls, fields.text(8)),
        fields.whole(6),
        fields.whole(7));
  }
}
