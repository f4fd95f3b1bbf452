package io.govchain.subchain.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.adapter.ReadOutcome;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.Reason;
import io.govchain.amdp.StepAction;
import io.govchain.amdp.StepResult;
import org.junit.jupiter.api.Test;

/** What is told of a read whose proof may not fit into a message. */
class LargeReadTest {
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

  private static MessageData.Outcome told(int evidenceLength) {
    return Outcomes.of(
        StepAction.EXECUTE, new ReadOutcome.Value(VALUE, 7, "e".repeat(evidenceLength)));
  }
}
