package io.govchain.service.messaging;

import org.jdbi.v3.core.Handle;

/**
 * Learns of messages that are given up, in the very write that takes them off the outbox: what the
 * listener writes through the handle is on disk exactly if the message is off the outbox. Must not
 * block, and may be called again for the same message if that write failed.
 */
@FunctionalInterface
public interface OutboxListener {
  /** The message will never be delivered; the lane goes on behind it. */
  void setAside(Handle handle, OutgoingMessage message, SetAside reason);

  /**
   * Why a message was given up.
   *
   * @param code {@code message-expired}, or the code of the problem the receiver refused it with
   * @param detail for people: expected and actual
   * @param mayBeTaken whether the receiver may have it all the same: of an earlier attempt nobody
   *     knows what became of it
   */
  record SetAside(String code, String detail, boolean mayBeTaken) {
    /** The code of a message whose time ran out before it could be delivered. */
    public static final String EXPIRED = "message-expired";
  }
}
