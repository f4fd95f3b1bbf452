package io.govchain.amdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Expects a refusal and shows its problem. */
final class Refused {

  private Refused() {}

  static Problem by(ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown).isInstanceOf(AmdpException.class);
    return ((AmdpException) thrown).problem();
  }

  static AmdpError code(ThrowingCallable call) {
    return by(call).code();
  }
}
