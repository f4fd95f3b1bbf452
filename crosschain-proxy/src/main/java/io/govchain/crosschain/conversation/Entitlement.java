package io.govchain.crosschain.conversation;

import io.govchain.amdp.AmdpError;
import io.govchain.amdp.AmdpException;

/** Refusals of those who may not say what they say. */
final class Entitlement {
  private Entitlement() {}

  static AmdpException refused(String where, String expected, String actual) {
    return new AmdpException(AmdpError.AUDIENCE_MISMATCH, where, expected, actual);
  }

  static void require(boolean entitled, String where, String expected, String actual) {
    if (!entitled) {
      throw refused(where, expected, actual);
    }
  }
}
