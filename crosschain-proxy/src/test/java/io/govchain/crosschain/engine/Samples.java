package io.govchain.crosschain.engine;

import java.util.Arrays;
import java.util.List;

/** Two parties, their plans, and everything that can happen to them. */
final class Samples {
  static final long DEADLINE = 100;
  static final Policy POLICY = new Policy(10, 60, 3, 5, 20);
  static final Engine ENGINE = new Engine(POLICY);
  static final String A = "a";
  static final String B = "b";
  static final String D0 = "0xd0";
  static final String D1 = "0xd1";
  static final Reason WHY = new Reason("because", "of a test");
  static final StepResult OK0 = StepResult.succeeded(D0, "0xtx0");
  static final StepResult OK1 = StepResult.succeeded(D1, "0xtx1");
  static final StepResult FAILED = StepResult.failed("0xdf", WHY, "");

  private Samples() {}

  /** A initiates and writes on its own chain, then B writes on its. */
  static Plan plan(String self) {
    return plan(self, DEADLINE);
  }

  static Plan plan(String self, long deadline) {
    return new Plan(
        "0xt",
        self,
        A,
        deadline,
        List.of(new PlanStep("p", 1, true, A, B), new PlanStep("p", 1, true, B, A)));
  }

  /** The same parties, the other way round: B's step first. */
  static Plan backwards(String self) {
    return new Plan(
        "0xt",
        self,
        A,
        DEADLINE,
        List.of(new PlanStep("p", 1, true, B, A), new PlanStep("p", 1, false, A, B)));
  }

  /** Under the same id a plan of two others. */
  static Plan strangers(String self) {
    return new Plan("0xt", self, "m", DEADLINE, List.of(new PlanStep("q", 9, true, "x", "m")));
  }

  /** A initiates and reads on its own chain, then B writes on its. */
  static Plan readFirst(String self) {
    return new Plan(
        "0xt",
        self,
        A,
        DEADLINE,
        List.of(new PlanStep("p", 1, false, A, B), new PlanStep("p", 1, true, B, A)));
  }

  static TransactionState after(Input... inputs) {
    return after(Engine.initial(), inputs);
  }

  static TransactionState after(TransactionState start, Input... inputs) {
    return Arrays.stream(inputs)
        .reduce(
            start, (state, input) -> ENGINE.apply(state, input).state(), (first, second) -> second);
  }

  static Input call() {
    return new Input.CallForwarded(plan(A), 10);
  }

  /** A asks B for step 1, with the evidence of step 0. */
  static Input request() {
    return new Input.StepRequested(plan(B), 1, A, List.of(new Claim(0, D0)), 20);
  }

  /** B has reported step 1, and lost the evidence since. */
  static final StepResult UNPROVED =
      new StepResult(Outcome.Succeeded, D1, new Reason(Reason.EVIDENCE_UNAVAILABLE, "lost"), "");

  static Input opened(String self) {
    return new Input.RecordOpened(plan(self), false, 15);
  }

  static Input reported(int step, Entry entry, String digest) {
    return new Input.StepReportedOnChain(step, entry, digest, false);
  }

  static Input status(ChainStatus status) {
    return new Input.StatusChangedOnChain(status);
  }

  static Input rejected(int step, Entry entry, Rejection reason) {
    return new Input.EntryRejectedOnChain(step, entry, reason);
  }

  static Input executed(int step, StepResult result) {
    return new Input.StepExecuted(step, result);
  }

  static Input executionRefused(int step) {
    return new Input.ExecutionRefused(step, WHY);
  }

  static Input outcome(int step, String from, StepResult result) {
    return new Input.OutcomeReceived(step, from, result);
  }

  static Input evidenceRequested(int step, String from) {
    return new Input.EvidenceRequested(step, from);
  }

  static Input judged(int step, String digest, Verdict verdict) {
    return new Input.EvidenceJudged(step, digest, verdict, WHY);
  }

  static Input peerRefused(int step, String from) {
    return new Input.PeerRefused(step, from, WHY);
  }

  static Input undeliverable(int step, MessageKind kind) {
    return new Input.MessageUndeliverable(step, kind);
  }

  static Input nudged() {
    return new Input.CompensationRequested(B);
  }

  static Input time(long blockTime) {
    return new Input.BlockTimeAdvanced(blockTime);
  }

  static Input undone(int step, int attempt) {
    return new Input.CompensatorExecuted(step, attempt, "0xundone");
  }

  static Input undoRefused(int step, int attempt, boolean definitive) {
    return new Input.CompensatorRefused(step, attempt, definitive, WHY, 110);
  }

  static Input undoOrdered(int step) {
    return new Input.CompensationRetried(step);
  }

  static Input resolved() {
    return resolved("0xagreed");
  }

  static Input resolved(String settlement) {
    return new Input.ResolutionAgreed(settlement);
  }

  static Input journalRestored() {
    return new Input.JournalRestored();
  }

  static Input restarted() {
    return new Input.Restarted();
  }
}
