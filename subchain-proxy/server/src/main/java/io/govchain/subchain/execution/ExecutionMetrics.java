package io.govchain.subchain.execution;

import io.govchain.amdp.MessageData;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what became of executions. */
public final class ExecutionMetrics {

  private final MeterRegistry registry;

  /** Counts into this registry. */
  public ExecutionMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void finished(MessageData.Outcome outcome) {
    registry
        .counter(
            "govchain.executions",
            "action",
            outcome.action().wire(),
            "result",
            outcome.result().wire())
        .increment();
  }

  void defect() {
    registry.counter("govchain.executions.defects").increment();
  }
}
