package io.govchain.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class StepsTest {

  @Test
  void shouldPutStepIAtBits32I_whenPacked() {
    BigInteger word =
        Steps.pack(
            List.of(
                new StepDescriptor(1, true, Side.SOURCE),
                new StepDescriptor(2, false, Side.TARGET)));

    assertThat(word).isEqualTo(new BigInteger("0000000900000006", 16));
  }

  @Test
  void shouldReturnTheSameSteps_whenPackedAndUnpacked() {
    Random random = new Random(20_26);
    for (int round = 0; round < 500; round++) {
      List<StepDescriptor> steps =
          IntStream.range(0, 1 + random.nextInt(Steps.MAX))
              .mapToObj(
                  i ->
                      new StepDescriptor(
                          1 + random.nextLong(StepDescriptor.MAX_PIPELINE),
                          random.nextBoolean(),
                          random.nextBoolean() ? Side.SOURCE : Side.TARGET))
              .toList();

      assertThat(Steps.unpack(steps.size(), Steps.pack(steps))).isEqualTo(steps);
    }
  }

  @Test
  void shouldFitIntoOneWord_whenAllEightStepsAreLargest() {
    StepDescriptor largest = new StepDescriptor(StepDescriptor.MAX_PIPELINE, true, Side.TARGET);

    assertThat(Steps.pack(Collections.nCopies(8, largest)))
        .isEqualTo(BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE));
  }

  @Test
  void shouldSayWhatWasExpected_whenCountOrNumberIsOutOfRange() {
    StepDescriptor step = new StepDescriptor(1, true, Side.SOURCE);

    assertThatThrownBy(() -> Steps.pack(Collections.nCopies(9, step)))
        .hasMessage("steps of a transaction: expected 1..8, was 9");
    assertThatThrownBy(() -> Steps.pack(List.of())).hasMessageContaining("was 0");
    assertThatThrownBy(() -> new StepDescriptor(1L << 30, false, Side.SOURCE))
        .hasMessageContaining("expected 1..1073741823, was 1073741824");
  }

  @Test
  void shouldRefuseAReport_whenItsStepDoesNotFitItsEntry() {
    String id = "0x" + "1".repeat(64);

    assertThatThrownBy(() -> new Report(id, 8, Entry.SUCCEEDED, id))
        .hasMessageContaining("expected 0..7, was 8");
    assertThatThrownBy(() -> new Report(id, 0, Entry.ABORTED, id))
        .hasMessageContaining("expected 255, was 0");
    assertThatThrownBy(() -> new Report(id, 0, Entry.OPENED, id))
        .hasMessageContaining("opened by an Opening");
    assertThat(Report.whole(id, Entry.ESCALATED, id).step()).isEqualTo(255);
  }

  @Test
  void shouldBeSignedOff_whenNothingRemainsToBeUndone() {
    assertThat(step(true, StepRecord.Outcome.PENDING, StepRecord.Compensation.NONE).signedOff())
        .isFalse();
    assertThat(step(true, StepRecord.Outcome.SUCCEEDED, StepRecord.Compensation.NONE).signedOff())
        .isFalse();
    assertThat(step(true, StepRecord.Outcome.SUCCEEDED, StepRecord.Compensation.FAILED).signedOff())
        .isFalse();
    assertThat(
            step(true, StepRecord.Outcome.SUCCEEDED, StepRecord.Compensation.COMPENSATED)
                .signedOff())
        .isTrue();
    assertThat(step(false, StepRecord.Outcome.SUCCEEDED, StepRecord.Compensation.NONE).signedOff())
        .isTrue();
    assertThat(
            step(true, StepRecord.Outcome.NOT_EXECUTED, StepRecord.Compensation.NONE).signedOff())
        .isTrue();
  }

  private static StepRecord step(
      boolean write, StepRecord.Outcome outcome, StepRecord.Compensation compensation) {
    return new StepRecord(
        0,
        new StepDescriptor(1, write, Side.SOURCE),
        outcome,
        StepRecord.Verdict.NONE,
        compensation);
  }
}
