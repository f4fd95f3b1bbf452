package io.govchain.subchain.execution;

import io.govchain.amdp.Reason;
import io.govchain.amdp.StepResult;

/** What the governance chain says to an order. */
sealed interface Permission {

  /** Go ahead. */
  record Granted() implements Permission {}

  /** The chain may still come to allow it: look again at the next block. */
  record NotYet(String what) implements Permission {}

  /**
   * Never.
   *
   * @param result what to answer: not executed, or unknown where the chain knows more than this
   *     proxy's own journal
   */
  record Denied(StepResult result, Reason reason) implements Permission {}
}
