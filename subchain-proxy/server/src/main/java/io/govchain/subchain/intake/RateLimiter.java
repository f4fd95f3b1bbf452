package io.govchain.subchain.intake;

import java.util.HashMap;
import java.util.Map;

/**
 * One token bucket per application, or per pipeline, a second deep. Thread-safe. Grows with what is
 * registered only, since callers and plans are checked first.
 */
public final class RateLimiter {

  private static final double NANOS = 1_000_000_000.0;

  private final int perSecond;
  private final Map<String, Bucket> buckets = new HashMap<>();

  /**
   * @param perSecond calls per second and key, at least 1
   */
  public RateLimiter(int perSecond) {
    if (perSecond < 1) {
      throw new IllegalArgumentException("calls per second: expected at least 1, was " + perSecond);
    }
    this.perSecond = perSecond;
  }

  /** Calls per second and key. */
  public int perSecond() {
    return perSecond;
  }

  /**
   * Takes one token.
   *
   * @param key path of an application or pipeline that is registered
   * @param nanos a monotonic clock
   * @return 0 when taken, otherwise the whole seconds after which to try again
   */
  public synchronized long take(String key, long nanos) {
    Bucket bucket = buckets.computeIfAbsent(key, unused -> new Bucket(perSecond, nanos));
    double refilled = bucket.tokens + (nanos - bucket.nanos) / NANOS * perSecond;
    bucket.tokens = Math.min(perSecond, refilled);
    bucket.nanos = nanos;
    if (bucket.tokens >= 1) {
      bucket.tokens -= 1;
      return 0;
    }
    return (long) Math.ceil((1 - bucket.tokens) / perSecond);
  }

  private static final class Bucket {
    private double tokens;
    private long nanos;

    Bucket(double tokens, long nanos) {
      this.tokens = tokens;
      this.nanos = nanos;
    }
  }
}
