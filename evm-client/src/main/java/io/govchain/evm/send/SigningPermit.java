package io.govchain.evm.send;

import java.time.Duration;

/**
 * Until when something may be signed that was permitted just now. A permission is as old as the
 * state that it was given by: what it is for may have ended since. Pure.
 *
 * @param until in nanoseconds, on the clock of whoever asks
 */
public record SigningPermit(long until) {
  /** So long counts what a state of the governance chain permits. */
  public static final Duration LASTS = Duration.ofSeconds(10);

  /** Of a permission that was given at this time. */
  public static SigningPermit givenAt(long nanos) {
    return new SigningPermit(nanos + LASTS.toNanos());
  }

  /** Whether nothing may be signed under it any more. */
  public boolean isOver(long nanos) {
    return nanos - until >= 0;
  }
}
