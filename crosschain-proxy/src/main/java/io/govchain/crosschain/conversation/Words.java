package io.govchain.crosschain.conversation;

import io.govchain.amdp.CallStatus;
import io.govchain.amdp.Reason;
import io.govchain.amdp.StepResult;
import io.govchain.amdp.StepStatus;
import io.govchain.crosschain.engine.ApplicationStatus;
import io.govchain.crosschain.engine.CompensationResult;
import io.govchain.crosschain.engine.Outcome;
import io.govchain.crosschain.engine.Verdict;
import java.util.Optional;
import java.util.regex.Pattern;

/** The engine's terms in the protocol's words and back. */
final class Words {
  private static final String UNSPECIFIED = "unspecified";

  /** What AMDP takes as a code; one that a peer's HTTP answer named may be anything. */
  private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  private Words() {}

  static Optional<Reason> reason(io.govchain.crosschain.engine.Reason reason) {
    return reason.equals(io.govchain.crosschain.engine.Reason.NONE)
        ? Optional.empty()
        : Optional.of(spoken(reason));
  }

  static Reason spoken(io.govchain.crosschain.engine.Reason reason) {
    return Reason.of(
        CODE.matcher(reason.code()).matches() ? reason.code() : UNSPECIFIED, reason.text());
  }

  static io.govchain.crosschain.engine.Reason heard(Optional<Reason> reason) {
    return reason
        .map(said -> new io.govchain.crosschain.engine.Reason(said.code(), said.text()))
        .orElse(io.govchain.crosschain.engine.Reason.NONE);
  }

  static StepResult result(Outcome outcome) {
    return switch (outcome) {
      case Pending -> StepResult.UNKNOWN;
      case Succeeded -> StepResult.SUCCEEDED;
      case Failed -> StepResult.FAILED;
      case NotExecuted -> StepResult.NOT_EXECUTED;
    };
  }

  /** Empty while unknown. */
  static Optional<Outcome> known(StepResult result) {
    return switch (result) {
      case UNKNOWN -> Optional.empty();
      case SUCCEEDED -> Optional.of(Outcome.Succeeded);
      case FAILED -> Optional.of(Outcome.Failed);
      case NOT_EXECUTED -> Optional.of(Outcome.NotExecuted);
    };
  }

  static StepStatus.Outcome shown(Outcome outcome) {
    return switch (outcome) {
      case Pending -> StepStatus.Outcome.PENDING;
      case Succeeded -> StepStatus.Outcome.SUCCEEDED;
      case Failed -> StepStatus.Outcome.FAILED;
      case NotExecuted -> StepStatus.Outcome.NOT_EXECUTED;
    };
  }

  static StepStatus.Verdict shown(Verdict verdict) {
    return switch (verdict) {
      case None -> StepStatus.Verdict.NONE;
      case Accepted -> StepStatus.Verdict.ACCEPTED;
      case Disputed -> StepStatus.Verdict.DISPUTED;
    };
  }

  static StepStatus.Compensation shown(CompensationResult compensation) {
    return switch (compensation) {
      case None -> StepStatus.Compensation.NONE;
      case Compensated -> StepStatus.Compensation.COMPENSATED;
      case Failed -> StepStatus.Compensation.FAILED;
    };
  }

  static CallStatus shown(ApplicationStatus status) {
    return switch (status) {
      case Received -> CallStatus.RECEIVED;
      case Opening -> CallStatus.OPENING;
      case Executing -> CallStatus.EXECUTING;
      case Verifying -> CallStatus.VERIFYING;
      case Compensating -> CallStatus.COMPENSATING;
      case Settled -> CallStatus.SETTLED;
      case Compensated -> CallStatus.COMPENSATED;
      case Escalated -> CallStatus.ESCALATED;
      case Resolved -> CallStatus.RESOLVED;
      case Rejected -> CallStatus.REJECTED;
    };
  }
}
