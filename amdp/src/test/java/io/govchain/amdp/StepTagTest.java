package io.govchain.amdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StepTagTest {

  private static final String TRANSACTION = "0x" + "ab".repeat(32);

  @ParameterizedTest
  @EnumSource
  void shouldBeFoundAgain_atTheEndOfCallData(StepAction action) {
    StepTag tag = new StepTag(TRANSACTION, 7, action);
    byte[] callData = Arrays.copyOf(new byte[] {1, 2, 3, 4}, 4 + StepTag.LENGTH);
    System.arraycopy(tag.bytes(), 0, callData, 4, StepTag.LENGTH);

    assertThat(StepTag.atEndOf(callData)).hasValue(tag);
    assertThat(Hex.of(tag.bytes()))
        .isEqualTo(TRANSACTION + "07" + (action == StepAction.EXECUTE ? "00" : "01"));
  }

  @Test
  void shouldNotBeFound_whenTheEndIsNoTag() {
    byte[] step8 = new StepTag(TRANSACTION, 7, StepAction.EXECUTE).bytes();
    step8[32] = 8;
    byte[] negative = step8.clone();
    negative[32] = -1;
    byte[] action2 = new StepTag(TRANSACTION, 7, StepAction.EXECUTE).bytes();
    action2[33] = 2;

    assertThat(StepTag.atEndOf(step8)).isEmpty();
    assertThat(StepTag.atEndOf(negative)).isEmpty();
    assertThat(StepTag.atEndOf(action2)).isEmpty();
    assertThat(StepTag.atEndOf(new byte[StepTag.LENGTH - 1])).isEmpty();
    assertThat(StepTag.atEndOf(new byte[0])).isEmpty();
  }

  @Test
  void shouldRefuse_whenTransactionOrStepIsImpossible() {
    assertThat(Refused.code(() -> new StepTag("0xab", 0, StepAction.EXECUTE)))
        .isEqualTo(AmdpError.MESSAGE_MALFORMED);
    assertThat(Refused.code(() -> new StepTag(TRANSACTION, 8, StepAction.EXECUTE)))
        .isEqualTo(AmdpError.MESSAGE_MALFORMED);
  }
}
