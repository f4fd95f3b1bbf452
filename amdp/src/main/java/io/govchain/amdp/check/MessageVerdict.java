package io.govchain.amdp.check;

import io.govchain.amdp.Message;
import io.govchain.amdp.Problem;

/** What to do with a received message. */
public sealed interface MessageVerdict {

  /** Store it, acknowledge it, act on it. */
  record Accept(Message message) implements MessageVerdict {}

  /** Acknowledge it again and do nothing: it is stored already. */
  record Ignore(Problem problem) implements MessageVerdict {}

  /** Do not acknowledge it: look again when the governance chain or the lane has moved on. */
  record Defer(Problem problem) implements MessageVerdict {}

  /** Refuse it for good. */
  record Reject(Problem problem) implements MessageVerdict {}
}
