package io.govchain.simulation.chain;

import io.govchain.crosschain.engine.ChainStatus;
import io.govchain.crosschain.engine.CompensationResult;
import io.govchain.crosschain.engine.Entry;
import io.govchain.crosschain.engine.Outcome;
import io.govchain.crosschain.engine.Rejection;
import io.govchain.crosschain.engine.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One record, by the rules of {@code Transactions.sol} and in the order of its checks. */
public final class LedgerRecord {

  /** What the record says about a step. */
  public static final class Step {
    private final Descriptor descriptor;
    private Outcome outcome = Outcome.Pending;
    private Verdict verdict = Verdict.None;
    private CompensationResult compensation = CompensationResult.None;

    Step(Descriptor descriptor) {
      this.descriptor = descriptor;
    }

    Step copy() {
      Step copy = new Step(descriptor);
      copy.outcome = outcome;
      copy.verdict = verdict;
      copy.compensation = compensation;
      return copy;
    }

    public Descriptor descriptor() {
      return descriptor;
    }

    public Outcome outcome() {
      return outcome;
    }

    public Verdict verdict() {
      return verdict;
    }

    public CompensationResult compensation() {
      return compensation;
    }

    private boolean tookEffect() {
      return descriptor.write() && outcome == Outcome.Succeeded;
    }

    /** Whether nothing of it is left, by the word of who is responsible. */
    public boolean isSignedOff() {
      return outcome != Outcome.Pending
          && (!tookEffect() || compensation == CompensationResult.Compensated);
    }
  }

  private final String transaction;
  private final long deadline;
  private final List<Step> steps;
  private final Set<String> resolvedBy = new HashSet<>();
  private String resolution = "";
  private final List<ChainStatus> entered = new ArrayList<>();
  private ChainStatus status = ChainStatus.Open;

  LedgerRecord(Submission.Opening opening) {
    this(
        opening.transaction(),
        opening.deadline(),
        opening.steps().stream().map(Step::new).toList());
  }

  private LedgerRecord(String transaction, long deadline, List<Step> steps) {
    this.transaction = transaction;
    this.deadline = deadline;
    this.steps = steps;
  }

  /** What it says now, to be looked at when it says something else. */
  LedgerRecord copy() {
    LedgerRecord copy =
        new LedgerRecord(transaction, deadline, steps.stream().map(Step::copy).toList());
    copy.resolvedBy.addAll(resolvedBy);
    copy.resolution = resolution;
    copy.status = status;
    return copy;
  }

  public String transaction() {
    return transaction;
  }

  public long deadline() {
    return deadline;
  }

  public ChainStatus status() {
    return status;
  }

  public List<Step> steps() {
    return steps;
  }

  public Step step(int index) {
    return steps.get(index);
  }

  /** The institution that opened it. */
  public String initiator() {
    return steps.getFirst().descriptor.pipeline().source();
  }

  /** Whether the institution is at an end of any of its pipelines. */
  public boolean hasParty(String institution) {
    return steps.stream().anyMatch(step -> step.descriptor.pipeline().hasEnd(institution));
  }

  /** Whether the status is never left. */
  public boolean hasEnded() {
    return switch (status) {
      case Settled, Compensated, Resolved -> true;
      case None, Open, Compensating, Escalated -> false;
    };
  }

  Rejection report(String by, Submission.Report report, long time) {
    Rejection rejection = apply(by, report, time);
    if (rejection == Rejection.None) {
      conclude();
    }
    return rejection;
  }

  /** By work order; false if the record is not escalated. */
  boolean resolve() {
    if (status != ChainStatus.Escalated) {
      return false;
    }
    enter(ChainStatus.Resolved);
    return true;
  }

  /** The statuses entered since this was asked last: one entry may pass through two. */
  List<ChainStatus> entered() {
    List<ChainStatus> news = List.copyOf(entered);
    entered.clear();
    return news;
  }

  private void enter(ChainStatus next) {
    if (next != status) {
      status = next;
      entered.add(next);
    }
  }

  private void conclude() {
    if (status == ChainStatus.Open) {
      if (steps.stream()
          .allMatch(
              step -> step.outcome == Outcome.Succeeded && step.verdict == Verdict.Accepted)) {
        enter(ChainStatus.Settled);
      }
    } else if (isUndoing() && isSignedOffFrom(0)) {
      enter(ChainStatus.Compensated);
    }
  }

  private boolean isUndoing() {
    return status == ChainStatus.Compensating || status == ChainStatus.Escalated;
  }

  private boolean isSignedOffFrom(int first) {
    return steps.stream().skip(first).allMatch(Step::isSignedOff);
  }

  private Rejection apply(String by, Submission.Report report, long time) {
    int index = report.step();
    Entry entry = report.entry();
    boolean whole = entry == Entry.Aborted || entry == Entry.Escalated || entry == Entry.Resolved;
    if (whole) {
      return index == Entry.WHOLE ? ofTheWhole(by, report, time) : Rejection.NoSuchStep;
    }
    if (index < 0 || index >= steps.size()) {
      return Rejection.NoSuchStep;
    }
    Step step = steps.get(index);
    if (entry == Entry.Accepted || entry == Entry.Disputed) {
      return step.descriptor.verifier().equals(by)
          ? verdict(step, entry == Entry.Accepted ? Verdict.Accepted : Verdict.Disputed)
          : Rejection.NotTheVerifier;
    }
    if (!step.descriptor.responsible().equals(by)) {
      return Rejection.NotResponsible;
    }
    return switch (entry) {
      case Succeeded -> outcome(step, Outcome.Succeeded);
      case Failed -> outcome(step, Outcome.Failed);
      case NotExecuted -> outcome(step, Outcome.NotExecuted);
      case Compensated -> compensation(step, index, CompensationResult.Compensated);
      case CompensationFailed -> compensation(step, index, CompensationResult.Failed);
      case Accepted, Disputed, Aborted, Escalated, Resolved, Opened ->
          throw new IllegalStateException("handled above: " + entry);
    };
  }

  private Rejection ofTheWhole(String by, Submission.Report report, long time) {
    if (!hasParty(by)) {
      return Rejection.NotAParty;
    }
    return switch (report.entry()) {
      case Aborted -> abort(by, time);
      case Escalated -> escalate(time);
      default -> agree(by, report.digest());
    };
  }

  /**
   * Late truth wins: an outcome is taken in as long as the transaction has not ended, and a success
   * even where something else was reported before.
   */
  private Rejection outcome(Step step, Outcome outcome) {
    if (hasEnded()) {
      return Rejection.WrongStatus;
    }
    boolean isLate = outcome == Outcome.Succeeded && step.outcome != Outcome.Succeeded;
    if (step.outcome != Outcome.Pending && !isLate) {
      return Rejection.AlreadyReported;
    }
    step.outcome = outcome;
    if (outcome != Outcome.Succeeded && status == ChainStatus.Open) {
      enter(ChainStatus.Compensating);
    }
    return Rejection.None;
  }

  private Rejection verdict(Step step, Verdict verdict) {
    if (status != ChainStatus.Open) {
      return Rejection.WrongStatus;
    }
    if (step.outcome != Outcome.Succeeded) {
      return Rejection.NothingToVerify;
    }
    if (step.verdict != Verdict.None) {
      return Rejection.AlreadyReported;
    }
    step.verdict = verdict;
    if (verdict == Verdict.Disputed) {
      enter(ChainStatus.Compensating);
    }
    return Rejection.None;
  }

  private Rejection compensation(Step step, int index, CompensationResult result) {
    if (!isUndoing()) {
      return Rejection.WrongStatus;
    }
    if (!step.tookEffect()) {
      return Rejection.NothingToCompensate;
    }
    if (step.compensation == CompensationResult.Compensated || step.compensation == result) {
      return Rejection.AlreadyReported;
    }
    if (!isSignedOffFrom(index + 1)) {
      return Rejection.LaterStepUnfinished;
    }
    step.compensation = result;
    if (result == CompensationResult.Failed) {
      enter(ChainStatus.Escalated);
    }
    return Rejection.None;
  }

  private Rejection abort(String by, long time) {
    if (status != ChainStatus.Open) {
      return Rejection.WrongStatus;
    }
    if (time <= deadline) {
      if (!by.equals(initiator())) {
        return Rejection.NotTheInitiator;
      }
      if (steps.stream().allMatch(step -> step.outcome == Outcome.Succeeded)) {
        return Rejection.TooEarly;
      }
    }
    enter(ChainStatus.Compensating);
    return Rejection.None;
  }

  private Rejection escalate(long time) {
    if (status != ChainStatus.Compensating) {
      return Rejection.WrongStatus;
    }
    if (time <= deadline) {
      return Rejection.TooEarly;
    }
    enter(ChainStatus.Escalated);
    return Rejection.None;
  }

  /** All must name the same settlement; another one begins anew. */
  private Rejection agree(String by, String digest) {
    if (status != ChainStatus.Escalated) {
      return Rejection.WrongStatus;
    }
    if (!resolution.equals(digest)) {
      resolution = digest;
      resolvedBy.clear();
    }
    if (!resolvedBy.add(by)) {
      return Rejection.AlreadyReported;
    }
    boolean all =
        steps.stream()
            .map(step -> step.descriptor.pipeline())
            .allMatch(p -> resolvedBy.contains(p.source()) && resolvedBy.contains(p.target()));
    if (all) {
      enter(ChainStatus.Resolved);
    }
    return Rejection.None;
  }
}
