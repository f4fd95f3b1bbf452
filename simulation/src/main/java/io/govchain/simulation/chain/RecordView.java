package io.govchain.simulation.chain;

import io.govchain.crosschain.engine.ChainStatus;
import io.govchain.crosschain.engine.CompensationResult;
import io.govchain.crosschain.engine.Outcome;
import io.govchain.crosschain.engine.Verdict;
import io.govchain.governance.Side;
import io.govchain.governance.StepDescriptor;
import io.govchain.governance.StepRecord;
import io.govchain.governance.TransactionRecord;
import java.util.stream.IntStream;

/** A record in the form in which the services read it, for their own rules. */
public final class RecordView {
  private RecordView() {}

  /** What a service that asks for the record now is answered. */
  public static TransactionRecord of(LedgerRecord record) {
    return new TransactionRecord(
        record.transaction(),
        status(record.status()),
        0,
        record.deadline(),
        IntStream.range(0, record.steps().size())
            .mapToObj(index -> step(index, record.step(index)))
            .toList());
  }

  private static StepRecord step(int index, LedgerRecord.Step step) {
    Descriptor planned = step.descriptor();
    return new StepRecord(
        index,
        new StepDescriptor(
            planned.pipeline().version(),
            planned.write(),
            planned.atSource() ? Side.SOURCE : Side.TARGET),
        outcome(step.outcome()),
        verdict(step.verdict()),
        compensation(step.compensation()));
  }

  private static TransactionRecord.Status status(ChainStatus status) {
    return switch (status) {
      case None -> TransactionRecord.Status.NONE;
      case Open -> TransactionRecord.Status.OPEN;
      case Compensating -> TransactionRecord.Status.COMPENSATING;
      case Settled -> TransactionRecord.Status.SETTLED;
      case Compensated -> TransactionRecord.Status.COMPENSATED;
      case Escalated -> TransactionRecord.Status.ESCALATED;
      case Resolved -> TransactionRecord.Status.RESOLVED;
    };
  }

  private static StepRecord.Outcome outcome(Outcome outcome) {
    return switch (outcome) {
      case Pending -> StepRecord.Outcome.PENDING;
      case Succeeded -> StepRecord.Outcome.SUCCEEDED;
      case Failed -> StepRecord.Outcome.FAILED;
      case NotExecuted -> StepRecord.Outcome.NOT_EXECUTED;
    };
  }

  private static StepRecord.Verdict verdict(Verdict verdict) {
    return switch (verdict) {
      case None -> StepRecord.Verdict.NONE;
      case Accepted -> StepRecord.Verdict.ACCEPTED;
      case Disputed -> StepRecord.Verdict.DISPUTED;
    };
  }

  private static StepRecord.Compensation compensation(CompensationResult result) {
    return switch (result) {
      case None -> StepRecord.Compensation.NONE;
      case Compensated -> StepRecord.Compensation.COMPENSATED;
      case Failed -> StepRecord.Compensation.FAILED;
    };
  }
}
