package io.govchain.crosschain.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever comes in whatever order: no exception, no end that is left, no loop. */
class RandomWalkTest {
  private static final int WALKS = 3_000;
  private static final int STEPS = 60;
  private static final List<Integer> STEP_NUMBERS = List.of(-1, 0, 1, 1, 0, 2, 7, Entry.WHOLE);
  private static final List<String> PARTIES = List.of(Samples.A, Samples.B, "mallory");
  private static final List<String> DIGESTS = List.of(Samples.D0, Samples.D1, "0xother");

  @Test
  void shouldStayTotalAndFinal_whateverHappens() {
    for (long seed = 0; seed < WALKS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      TransactionState state = Engine.initial();
      for (int step = 0; step < STEPS; step++) {
        Input input = input(random, random.nextBoolean() ? Samples.A : Samples.B);
        TransactionState next = Samples.ENGINE.apply(state, input).state();
        if (state.isFinal()) {
          assertThat(next).as("seed %d, %s", seed, input).hasSameClassAs(state);
        }
        state = next;
      }
    }
  }

  private static Input input(SplittableRandom random, String self) {
    int step = pick(random, STEP_NUMBERS);
    String from = pick(random, PARTIES);
    String digest = pick(random, DIGESTS);
    long time = random.nextLong(10, 300);
    Plan plan = random.nextInt(4) == 0 ? Samples.backwards(self) : Samples.plan(self);
    return switch (random.nextInt(20)) {
      case 0 -> new Input.CallForwarded(plan, time);
      case 1 ->
          new Input.StepRequested(
              plan, random.nextInt(2), from, List.of(new Claim(step, digest)), time);
      case 2 -> new Input.RecordOpened(plan, random.nextBoolean(), time);
      case 3 -> new Input.StepReportedOnChain(step, pick(random, Entry.values()), digest, false);
      case 4 -> new Input.StatusChangedOnChain(pick(random, ChainStatus.values()));
      case 5 ->
          new Input.EntryRejectedOnChain(
              step, pick(random, Entry.values()), pick(random, Rejection.values()));
      case 6 -> new Input.StepExecuted(step, result(random, digest));
      case 7 -> new Input.ExecutionRefused(step, Samples.WHY);
      case 8 -> new Input.OutcomeReceived(step, from, result(random, digest));
      case 9 -> new Input.EvidenceRequested(step, from);
      case 10 ->
          new Input.EvidenceJudged(
              step,
              digest,
              random.nextBoolean() ? Verdict.Accepted : Verdict.Disputed,
              Samples.WHY);
      case 11 -> new Input.PeerRefused(step, from, Samples.WHY);
      case 12 -> new Input.MessageUndeliverable(step, pick(random, MessageKind.values()));
      case 13 -> new Input.CompensationRequested(from);
      case 14 -> new Input.BlockTimeAdvanced(time);
      case 15 -> new Input.CompensatorExecuted(step, random.nextInt(4), digest);
      case 16 ->
          new Input.CompensatorRefused(
              step, random.nextInt(4), random.nextBoolean(), Samples.WHY, time);
      case 17 -> new Input.CompensationRetried(step);
      case 18 -> new Input.ResolutionAgreed(digest);
      case 19 -> new Input.JournalRestored();
      default -> new Input.Restarted();
    };
  }

  private static StepResult result(SplittableRandom random, String digest) {
    return new StepResult(pick(random, Outcome.values()), digest, Samples.WHY, "");
  }

  private static <T> T pick(SplittableRandom random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static <T> T pick(SplittableRandom random, T[] values) {
    return values[random.nextInt(values.length)];
  }
}
