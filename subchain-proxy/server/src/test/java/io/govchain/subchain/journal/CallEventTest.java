package io.govchain.subchain.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.amdp.CallStatus;
import org.junit.jupiter.api.Test;

/** What an application reads decides what it does next. */
class CallEventTest {
  private static final String FORMER = "0x" + "ab".repeat(32);

  @Test
  void shouldSendToTheOtherCall_whenTheRequestIdIsUsed() {
    assertThat(text(CallStatus.REJECTED, "request-conflict: it is that of " + FORMER))
        .contains("another call", "before you call again")
        .doesNotContain("nothing happened");
    assertThat(text(CallStatus.REJECTED, "plan-invalid: no such contract"))
        .contains("nothing happened anywhere");
  }

  @Test
  void shouldDenyNothing_whenStepsMayBeRunning() {
    assertThat(text(CallStatus.OPENING, "")).contains("may be running");
  }

  @Test
  void shouldTellWhoseWordItIs_whenNothingProvesIt() {
    assertThat(text(CallStatus.COMPENSATED, "")).contains("as the party that runs it recorded");
  }

  private static String text(CallStatus status, String detail) {
    return new CallEvent(1, FORMER, "registry/app", "deed", status, detail, 7)
        .json()
        .path("text")
        .textValue();
  }
}
