package io.govchain.crosschain.simulation;

import io.govchain.crosschain.engine.ChainStatus;
import io.govchain.crosschain.engine.CompensationResult;
import io.govchain.crosschain.engine.Entry;
import io.govchain.crosschain.engine.Outcome;
import io.govchain.crosschain.engine.Plan;
import io.govchain.crosschain.engine.PlanStep;
import io.govchain.crosschain.engine.Rejection;
import io.govchain.crosschain.engine.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One record of the Transactions contract: a model of its written rules, not of its code. */
final class RecordModel {
  final Plan plan;
  final Outcome[] outcomes;
  final Verdict[] verdicts;
  final CompensationResult[] compensations;
  final String[] digests;
  ChainStatus status = ChainStatus.Open;
  private final List<ChainStatus> passed = new ArrayList<>();
  private final Set<String> resolvedBy = new HashSet<>();

  RecordModel(Plan plan) {
    this.plan = plan;
    int steps = plan.steps().size();
    outcomes = filled(new Outcome[steps], Outcome.Pending);
    verdicts = filled(new Verdict[steps], Verdict.None);
    compensations = filled(new CompensationResult[steps], CompensationResult.None);
    digests = filled(new String[steps], "");
  }

  Rejection report(String by, int step, Entry entry, String digest, long time) {
    return switch (entry) {
      case Succeeded -> outcome(by, step, Outcome.Succeeded, digest);
      case Failed -> outcome(by, step, Outcome.Failed, digest);
      case NotExecuted -> outcome(by, step, Outcome.NotExecuted, digest);
      case Accepted -> verdict(by, step, Verdict.Accepted);
      case Disputed -> verdict(by, step, Verdict.Disputed);
      case Compensated -> compensation(by, step, CompensationResult.Compensated);
      case CompensationFailed -> compensation(by, step, CompensationResult.Failed);
      case Aborted -> abort(by, time);
      case Escalated -> escalate(by, time);
      case Resolved -> resolve(by);
      case Opened -> Rejection.AlreadyOpen;
    };
  }

  /** The statuses entered since this was asked last: one entry may pass through two. */
  List<ChainStatus> passed() {
    List<ChainStatus> entered = List.copyOf(passed);
    passed.clear();
    return entered;
  }

  private void enter(ChainStatus next) {
    if (next != status) {
      status = next;
      passed.add(next);
    }
  }

  boolean isSignedOff(int step) {
    return switch (outcomes[step]) {
      case Pending -> false;
      case Failed, NotExecuted -> true;
      case Succeeded ->
          !plan.step(step).write() || compensations[step] == CompensationResult.Compensated;
    };
  }

  private Rejection outcome(String by, int step, Outcome outcome, String digest) {
    if (!by.equals(plan.step(step).responsible())) {
      return Rejection.NotResponsible;
    }
    if (status != ChainStatus.Open && !isWindingDown()) {
      return Rejection.WrongStatus;
    }
    if (outcomes[step] != Outcome.Pending) {
      return Rejection.AlreadyReported;
    }
    outcomes[step] = outcome;
    digests[step] = digest;
    if (outcome != Outcome.Succeeded && status == ChainStatus.Open) {
      enter(ChainStatus.Compensating);
    }
    endIfSignedOff();
    return Rejection.None;
  }

  private Rejection verdict(String by, int step, Verdict verdict) {
    if (!by.equals(plan.step(step).verifier())) {
      return Rejection.NotTheVerifier;
    }
    if (status != ChainStatus.Open) {
      return Rejection.WrongStatus;
    }
    if (outcomes[step] != Outcome.Succeeded) {
      return Rejection.NothingToVerify;
    }
    if (verdicts[step] != Verdict.None) {
      return Rejection.AlreadyReported;
    }
    verdicts[step] = verdict;
    if (verdict == Verdict.Disputed) {
      enter(ChainStatus.Compensating);
      endIfSignedOff();
    } else if (all(outcomes, Outcome.Succeeded) && all(verdicts, Verdict.Accepted)) {
      enter(ChainStatus.Settled);
    }
    return Rejection.None;
  }

  private Rejection compensation(String by, int step, CompensationResult result) {
    if (!by.equals(plan.step(step).responsible())) {
      return Rejection.NotResponsible;
    }
    if (!isWindingDown()) {
      return Rejection.WrongStatus;
    }
    if (!plan.step(step).write() || outcomes[step] != Outcome.Succeeded) {
      return Rejection.NothingToCompensate;
    }
    if (compensations[step] == CompensationResult.Compensated || compensations[step] == result) {
      return Rejection.AlreadyReported;
    }
    for (int later = step + 1; later < outcomes.length; later++) {
      if (!isSignedOff(later)) {
        return Rejection.LaterStepUnfinished;
      }
    }
    compensations[step] = result;
    if (result == CompensationResult.Failed) {
      enter(ChainStatus.Escalated);
    }
    endIfSignedOff();
    return Rejection.None;
  }

  private Rejection abort(String by, long time) {
    if (!plan.hasParty(by)) {
      return Rejection.NotAParty;
    }
    if (status != ChainStatus.Open) {
      return Rejection.WrongStatus;
    }
    if (time <= plan.deadline()) {
      if (!by.equals(plan.initiator())) {
        return Rejection.NotTheInitiator;
      }
      if (all(outcomes, Outcome.Succeeded)) {
        return Rejection.TooEarly;
      }
    }
    enter(ChainStatus.Compensating);
    endIfSignedOff();
    return Rejection.None;
  }

  private Rejection escalate(String by, long time) {
    if (!plan.hasParty(by)) {
      return Rejection.NotAParty;
    }
    if (status != ChainStatus.Compensating) {
      return Rejection.WrongStatus;
    }
    if (time <= plan.deadline()) {
      return Rejection.TooEarly;
    }
    enter(ChainStatus.Escalated);
    return Rejection.None;
  }

  private Rejection resolve(String by) {
    PlanStep first = plan.step(0);
    if (!by.equals(first.responsible()) && !by.equals(first.verifier())) {
      return Rejection.NotAParty;
    }
    if (status != ChainStatus.Escalated) {
      return Rejection.WrongStatus;
    }
    if (!resolvedBy.add(by)) {
      return Rejection.AlreadyReported;
    }
    if (resolvedBy.contains(first.responsible()) && resolvedBy.contains(first.verifier())) {
      enter(ChainStatus.Resolved);
    }
    return Rejection.None;
  }

  private boolean isWindingDown() {
    return status == ChainStatus.Compensating || status == ChainStatus.Escalated;
  }

  private void endIfSignedOff() {
    for (int step = 0; step < outcomes.length; step++) {
      if (!isSignedOff(step)) {
        return;
      }
    }
    if (isWindingDown()) {
      enter(ChainStatus.Compensated);
    }
  }

  private static <T> boolean all(T[] values, T wanted) {
    return Arrays.stream(values).allMatch(wanted::equals);
  }

  private static <T> T[] filled(T[] array, T value) {
    Arrays.fill(array, value);
    return array;
  }
}
