package io.govchain.subchain.api;

import io.micrometer.core.instrument.MeterRegistry;

/** Counts calls by the HTTP status they were answered with. */
public final class CallMetrics {

  private final MeterRegistry registry;

  /** Counts into this registry. */
  public CallMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void submitted(int status) {
    registry.counter("govchain.calls", "status", Integer.toString(status)).increment();
  }
}
