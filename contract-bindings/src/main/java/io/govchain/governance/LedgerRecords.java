package io.govchain.governance;

import static io.govchain.governance.AbiValues.constant;
import static io.govchain.governance.AbiValues.hex;

import io.govchain.contracts.generated.Transactions;
import io.govchain.contracts.generated.WorkOrders;
import java.util.ArrayList;
import java.util.List;

/** Our records of transactions and work orders from the structs of the generated wrappers. */
final class LedgerRecords {

  private LedgerRecords() {}

  static TransactionRecord transaction(Transactions.TransactionRecord struct) {
    List<StepRecord> steps = new ArrayList<>();
    for (Transactions.StepState step : struct.steps) {
      steps.add(step(steps.size(), step));
    }
    return new TransactionRecord(
        hex(struct.id),
        constant(TransactionRecord.Status.class, struct.status),
        struct.openedAt.longValueExact(),
        struct.deadline.longValueExact(),
        steps);
  }

  static WorkOrder workOrder(WorkOrders.WorkOrder struct) {
    return new WorkOrder(
        AbiValues.word(struct.id),
        struct.proposer,
        constant(WorkOrder.Policy.class, struct.policy),
        struct.seats.intValueExact(),
        struct.forVotes.intValueExact(),
        struct.againstVotes.intValueExact(),
        struct.abstainVotes.intValueExact(),
        struct.snapshot.longValueExact(),
        struct.deadline.longValueExact(),
        constant(WorkOrder.State.class, struct.state));
  }

  private static StepRecord step(int index, Transactions.StepState struct) {
    return new StepRecord(
        index,
        new StepDescriptor(
            struct.pipeline.longValueExact(), struct.write, constant(Side.class, struct.side)),
        constant(StepRecord.Outcome.class, struct.outcome),
        constant(StepRecord.Verdict.class, struct.verdict),
        constant(StepRecord.Compensation.class, struct.compensation));
  }
}
