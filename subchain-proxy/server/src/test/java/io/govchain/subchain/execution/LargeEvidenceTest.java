package io.govchain.subchain.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.adapter.ReadOutcome;
import io.govchain.adapter.WriteOutcome;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.Reason;
import io.govchain.amdp.StepAction;
import io.govchain.amdp.StepResult;
import org.junit.jupiter.api.Test;

/** What is told of a step whose proof may not fit into a message. */
class LargeEvidenceTest {
  private static final String HASH = "0x" + "77".repeat(32);
  private static final String VALUE = "[\"value\"]";

  @Test
  void shouldSucceed_whenEvidenceAndResultFitTogether() {
    MessageData.Outcome told = told(MessageData.MAX_EVIDENCE - VALUE.length());

    assertThat(told.result()).isEqualTo(StepResult.SUCCEEDED);
    assertThat(told.evidence()).isPresent();
  }

  @Test
  void shouldFail_whenTheyDoNot() {
    for (int length :
        new int[] {MessageData.MAX_EVIDENCE - VALUE.length() + 1, MessageData.MAX_EVIDENCE + 1}) {
      MessageData.Outcome told = told(length);

      assertThat(told.result()).isEqualTo(StepResult.FAILED);
      assertThat(told.reason().map(Reason::code)).contains("result-too-large");
      assertThat(told.value()).isEmpty();
    }
  }

  @Test
  void shouldSayThatAWriteCannotBeProved_whenItsEvidenceDoesNotFit() {
    for (StepAction action : StepAction.values()) {
      MessageData.Outcome told = written(action, "e".repeat(MessageData.MAX_EVIDENCE + 1));

      assertThat(told.result()).as("it took effect").isEqualTo(StepResult.SUCCEEDED);
      assertThat(told.evidence()).isEmpty();
      assertThat(told.evidenceDigest()).as("what goes on the record").isPresent();
      assertThat(told.subchainTransaction()).contains(HASH);
      Reason why = told.reason().orElseThrow();
      assertThat(why.code()).isEqualTo("evidence-unavailable");
      assertThat(why.text())
          .contains(
              "at most " + MessageData.MAX_EVIDENCE, "actual " + (MessageData.MAX_EVIDENCE + 1));
    }
  }

  @Test
  void shouldProveAWrite_whenItsEvidenceJustFits() {
    MessageData.Outcome told = written(StepAction.EXECUTE, "e".repeat(MessageData.MAX_EVIDENCE));

    assertThat(told.evidence()).isPresent();
    assertThat(told.reason()).isEmpty();
  }

  private static MessageData.Outcome written(StepAction action, String evidence) {
    return Outcomes.of(action, new WriteOutcome.Succeeded(HASH, 7, evidence));
  }

  private static MessageData.Outcome told(int evidenceLength) {
    return Outcomes.of(
        StepAction.EXECUTE, new ReadOutcome.Value(VALUE, 7, "e".repeat(evidenceLength)));
  }
}
