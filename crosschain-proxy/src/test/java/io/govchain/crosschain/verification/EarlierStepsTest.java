package io.govchain.crosschain.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.crosschain.engine.CompensationResult;
import io.govchain.crosschain.engine.Judgement;
import io.govchain.crosschain.engine.OnChain;
import io.govchain.crosschain.engine.Outcome;
import io.govchain.crosschain.engine.Plan;
import io.govchain.crosschain.engine.PlanStep;
import io.govchain.crosschain.engine.Progress;
import io.govchain.crosschain.engine.Reason;
import io.govchain.crosschain.engine.StepProgress;
import io.govchain.crosschain.engine.StepResult;
import io.govchain.crosschain.engine.Undoing;
import io.govchain.crosschain.engine.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a verifier knows of the blocks of earlier steps; digests here name evidence of a block. */
class EarlierStepsTest {
  private static final String SELF = "a";
  private static final PlanStep THEIRS = new PlanStep("p", 1, false, "b", SELF);
  private static final PlanStep NOT_JUDGED_HERE = new PlanStep("p", 1, false, "b", "c");
  private static final Map<String, Long> HELD = Map.of("0x7", 7L, "0x9", 9L);

  private static final StepProgress AT_7 = step(Judgement.Stage.Accepted, "0x7", Verdict.None);
  private static final StepProgress AT_9 = step(Judgement.Stage.Accepted, "0x9", Verdict.Accepted);
  private static final StepProgress WAITS = step(Judgement.Stage.Judging, "0x9", Verdict.None);

  @Test
  void shouldTellTheLastBlock_whenSeveralStepsAreProved() {
    assertThat(of(THEIRS, AT_9, AT_7, WAITS).lastBlock(2, step -> true)).hasValue(9);
  }

  @Test
  void shouldLookAtEarlierStepsOfThatChainAlone() {
    EarlierSteps steps = of(THEIRS, AT_7, AT_9, WAITS);

    assertThat(steps.lastBlock(0, step -> true)).hasValue(0);
    assertThat(steps.lastBlock(1, step -> true)).hasValue(7);
    assertThat(steps.lastBlock(3, step -> step == 0)).hasValue(7);
  }

  @Test
  void shouldWait_whenAnEarlierStepIsNotJudgedYet() {
    assertThat(of(THEIRS, AT_7, WAITS, AT_9).lastBlock(2, step -> true)).isEmpty();
    assertThat(
            of(THEIRS, step(Judgement.Stage.None, "0x7", Verdict.None), AT_9)
                .lastBlock(1, step -> true))
        .isEmpty();
  }

  @Test
  void shouldNotWait_whenAnotherPartyJudgesIt() {
    assertThat(of(NOT_JUDGED_HERE, WAITS, AT_9).lastBlock(1, step -> true)).hasValue(0);
  }

  @Test
  void shouldKnowNoBlock_whenTheEarlierStepIsNotProved() {
    StepProgress disputed = step(Judgement.Stage.Disputed, "0x9", Verdict.None);
    StepProgress refused = step(Judgement.Stage.None, "0x9", Verdict.Disputed);

    assertThat(of(THEIRS, disputed, AT_7).lastBlock(1, step -> true)).hasValue(0);
    assertThat(of(THEIRS, refused, AT_7).lastBlock(1, step -> true)).hasValue(0);
  }

  @Test
  void shouldRelyOnTheRecordedVerdict_whenTheJournalWasLost() {
    StepProgress held = step(Judgement.Stage.None, "0x9", Verdict.Accepted);
    StepProgress lost = step(Judgement.Stage.None, "0xgone", Verdict.Accepted);

    assertThat(of(THEIRS, held, AT_7).lastBlock(1, step -> true)).hasValue(9);
    assertThat(of(THEIRS, lost, AT_7).lastBlock(1, step -> true)).hasValue(0);
  }

  private static EarlierSteps of(PlanStep each, StepProgress... steps) {
    List<PlanStep> plan = Arrays.stream(steps).map(step -> each).toList();
    return new EarlierSteps(
        new Progress(
            new Plan("0xt", SELF, SELF, 100, plan),
            1,
            List.of(steps),
            false,
            false,
            false,
            "",
            false),
        (step, digest) -> Optional.ofNullable(HELD.get(digest)).map(EarlierStepsTest::evidence));
  }

  private static String evidence(long block) {
    return "{\"kind\":\"evm-call\",\"blockNumber\":" + block + "}";
  }

  private static StepProgress step(Judgement.Stage stage, String digest, Verdict recorded) {
    return new StepProgress(
        StepProgress.Stage.Known,
        StepResult.succeeded(digest, ""),
        new Judgement(stage, digest, Reason.NONE),
        Verdict.None,
        Undoing.NONE,
        new OnChain(Outcome.Succeeded, digest, recorded, CompensationResult.None));
  }
}
