package io.govchain.crosschain.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * All that one party knows about one transaction, whatever state it is in.
 *
 * @param now the latest governance block time that this transaction was told of
 * @param abortRecorded whether an abort is on its way to the record or on it, or the word that an
 *     own step was never begun, which does the same
 * @param overdue whether it was given up because its deadline had passed
 * @param escalationRecorded whether an escalation is on its way to the record or on it
 * @param resolution digest of the resolution that this party agreed to, empty if none
 * @param resolutionRecorded whether the record has that this party agreed to it
 */
public record Progress(
    Plan plan,
    long now,
    List<StepProgress> steps,
    boolean abortRecorded,
    boolean overdue,
    boolean escalationRecorded,
    String resolution,
    boolean resolutionRecorded) {
  private static final Reason OVERDUE =
      new Reason(
          "deadline-passed",
          "the deadline passed in block time before every step had succeeded and was verified");

  public Progress {
    steps = List.copyOf(steps);
    if (steps.size() != plan.steps().size()) {
      throw new IllegalArgumentException(
          "transaction %s has %d steps, its progress %d"
              .formatted(plan.transaction(), plan.steps().size(), steps.size()));
    }
  }

  static Progress of(Plan plan, long now) {
    List<StepProgress> idle = Collections.nCopies(plan.steps().size(), StepProgress.IDLE);
    return new Progress(plan, now, idle, false, false, false, "", false);
  }

  /** What is known about a step that is known to exist. */
  public StepProgress step(int index) {
    return steps.get(index);
  }

  /** Number of steps. */
  public int size() {
    return steps.size();
  }

  Progress under(Plan recorded) {
    return new Progress(
        recorded,
        now,
        steps,
        abortRecorded,
        overdue,
        escalationRecorded,
        resolution,
        resolutionRecorded);
  }

  Progress with(int index, StepProgress step) {
    List<StepProgress> changed = new ArrayList<>(steps);
    changed.set(index, step);
    return new Progress(
        plan,
        now,
        changed,
        abortRecorded,
        overdue,
        escalationRecorded,
        resolution,
        resolutionRecorded);
  }

  Progress at(long blockTime) {
    return new Progress(
        plan,
        Math.max(now, blockTime),
        steps,
        abortRecorded,
        overdue,
        escalationRecorded,
        resolution,
        resolutionRecorded);
  }

  Progress abortRecorded(boolean recorded) {
    return new Progress(
        plan, now, steps, recorded, overdue, escalationRecorded, resolution, resolutionRecorded);
  }

  /** It is given up because its deadline has passed. */
  Progress asOverdue() {
    return new Progress(
        plan, now, steps, abortRecorded, true, escalationRecorded, resolution, resolutionRecorded);
  }

  Progress escalationRecorded(boolean recorded) {
    return new Progress(
        plan, now, steps, abortRecorded, overdue, recorded, resolution, resolutionRecorded);
  }

  Progress resolution(String agreed) {
    boolean recorded = resolutionRecorded && agreed.equals(resolution);
    return new Progress(
        plan, now, steps, abortRecorded, overdue, escalationRecorded, agreed, recorded);
  }

  /** The record has this party's word for the resolution. */
  Progress resolutionRecorded(String agreed) {
    return new Progress(plan, now, steps, abortRecorded, overdue, escalationRecorded, agreed, true);
  }

  /** Why it is undone or was, where no step says so. */
  Reason whyUndone() {
    return overdue && steps.stream().noneMatch(StepProgress::hasFailed) ? OVERDUE : Reason.NONE;
  }

  boolean isBeforeDeadline() {
    return now < plan.deadline();
  }

  boolean isSignedOff(int index) {
    return step(index).onChain().isSignedOff(plan.step(index).write());
  }

  /** Whether, by the record, a step has changed its subchain. */
  boolean hasEffectOnRecord() {
    for (int step = 0; step < size(); step++) {
      if (plan.step(step).write() && step(step).onChain().outcome() == Outcome.Succeeded) {
        return true;
      }
    }
    return false;
  }

  /** Whether compensation has come down to this step: all later ones are signed off. */
  boolean isTurnOf(int index) {
    for (int later = index + 1; later < size(); later++) {
      if (!isSignedOff(later)) {
        return false;
      }
    }
    return true;
  }
}
