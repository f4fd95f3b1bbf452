package io.govchain.service.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often each address may ask: a burst, refilled at a steady rate. Its memory is bounded: what
 * is refilled needs no record, and a flood from very many addresses is for the limit of all
 * requests under way, not for this.
 */
final class Rate {
  private static final int MAX_ADDRESSES = 20_000;

  private final double perNano;
  private final double burst;
  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

  private record Bucket(double left, long at) {}

  Rate(int perSecond, int burst) {
    this.perNano = perSecond / 1e9;
    this.burst = burst;
  }

  /**
   * Whether one more is allowed.
   *
   * @param now nanoseconds of a clock that does not go back
   */
  boolean take(String address, long now) {
    if (buckets.size() >= MAX_ADDRESSES) {
      buckets.values().removeIf(bucket -> left(bucket, now) >= burst);
      if (buckets.size() >= MAX_ADDRESSES) {
        buckets.clear();
      }
    }
    boolean[] allowed = new boolean[1];
    buckets.compute(
        address,
        (same, bucket) -> {
          double left = bucket == null ? burst : left(bucket, now);
          allowed[0] = left >= 1;
          return new Bucket(allowed[0] ? left - 1 : left, now);
        });
    return allowed[0];
  }

  int known() {
    return buckets.size();
  }

  private double left(Bucket bucket, long now) {
    return Math.min(burst, bucket.left() + Math.max(0, now - bucket.at()) * perNano);
  }
}
