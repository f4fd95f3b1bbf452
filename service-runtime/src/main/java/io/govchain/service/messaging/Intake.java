package io.govchain.service.messaging;

import io.govchain.service.http.Problem;
import java.time.Duration;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** What is to be done with a received message. */
public sealed interface Intake {
  /**
   * Take it. {@code apply} runs in the database write that also remembers the message: it runs once
   * per message however often that arrives, and the sender is told "acknowledged" only after the
   * commit. It may throw ProblemException, which undoes the write and refuses the message.
   *
   * @param sender verified path of the sender
   * @param digest of the exact envelope; the same id with another digest is refused
   * @param transaction for logs; empty for none
   * @param expires unix seconds of the governance chain; the message is remembered until then
   */
  record Accept(
      String sender,
      String messageId,
      String digest,
      String transaction,
      long expires,
      Consumer<Handle> apply)
      implements Intake {}

  /** Already dealt with: the sender may stop sending, nothing is written. Answered 200. */
  record Ignore(String messageId, String code) implements Intake {}

  /**
   * Cannot be judged yet: the sender tries again. Answered 503, with Retry-After from one second
   * on; below that the sender's own back-off decides.
   */
  record Defer(Problem problem, Duration retryAfter) implements Intake {}

  /** Never acceptable: the sender sets it aside. The problem's status must be 4xx. */
  record Reject(Problem problem) implements Intake {}
}
