package io.govchain.service.messaging;

import java.time.Duration;

/** What one attempt to deliver a message came to. */
sealed interface Delivery {
  /** The receiver has it on its disk, now or since an earlier attempt. */
  record Taken() implements Delivery {}

  /** The receiver will never take it. */
  record Refused(String code, String detail) implements Delivery {}

  /**
   * The receiver answered that it cannot take this message yet; others may go through.
   *
   * @param mayBeTaken whether it failed in a way that leaves open whether it took the message
   */
  record Deferred(String reason, Duration atLeast, boolean mayBeTaken) implements Delivery {}

  /**
   * No usable answer: nothing gets through to this destination at the moment.
   *
   * @param mayBeTaken whether the message was sent, so that the receiver may have it
   */
  record Unreachable(String reason, boolean mayBeTaken) implements Delivery {}
}
