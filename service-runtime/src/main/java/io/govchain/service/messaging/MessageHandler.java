package io.govchain.service.messaging;

import io.govchain.service.http.Caller;

/** The service's part of receiving a message: judging it, and saying what to write for it. */
@FunctionalInterface
public interface MessageHandler {
  /**
   * Judges an envelope. Runs on a virtual thread, concurrently with others, before anything is
   * written, and may block: parsing, signatures and look-ups belong here. The claimed sender must
   * be among the caller's identities; that is for the handler to check, with the signature.
   *
   * @param envelope the exact bytes received, bounded but not otherwise checked
   */
  Intake judge(byte[] envelope, Caller caller);
}
