package io.govchain.subchain.gateway;

import io.govchain.amdp.CallBody;
import io.govchain.amdp.SignedCall;

/** What can be made of a request. */
sealed interface MadeCall {

  /**
   * A governed call.
   *
   * @param call signed
   * @param body as an application posts it
   */
  record Made(SignedCall call, CallBody body) implements MadeCall {}

  /** Nothing yet: something is missing that may still come. */
  record NotYet(String why) implements MadeCall {}

  /** Nothing, ever: the request itself is wrong. */
  record Never(String why) implements MadeCall {}
}
