package io.govchain.service.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;

/**
 * Bytes that callers make the service hold: a bound for all of them, a quarter of it for each. Who
 * holds nothing gets room for something of any size.
 */
final class Shares {
  /** Of anything smaller the number of requests is bound enough. */
  static final int COUNTED = 16_384;

  private final long most;
  private final Map<String, Long> bytes = new HashMap<>();
  private long all;

  Shares(long most, String gauge, String description, MeterRegistry registry) {
    this.most = most;
    Gauge.builder(gauge, this, Shares::all).description(description).register(registry);
  }

  synchronized boolean take(String caller, long size) {
    long its = bytes.getOrDefault(caller, 0L);
    if (its > 0 && its + size > most / 4 || all > 0 && all + size > most) {
      return false;
    }
    bytes.put(caller, its + size);
    all += size;
    return true;
  }

  synchronized void give(String caller, long size) {
    bytes.computeIfPresent(caller, (same, its) -> its > size ? its - size : null);
    all -= size;
  }

  private synchronized double all() {
    return all;
  }

  /** What is answered where there is no room. */
  Response full(String detail) {
    Problem problem =
        Problem.of("overloaded", 503, detail)
            .expected("at most " + most / 4 + " bytes of one caller, " + most + " of all");
    return Response.problem(problem).header("retry-after", "1");
  }
}
