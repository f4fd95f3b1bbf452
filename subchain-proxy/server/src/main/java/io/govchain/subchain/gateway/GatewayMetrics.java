package io.govchain.subchain.gateway;

import io.govchain.adapter.GatewayStatus;
import io.govchain.service.database.Database;
import io.govchain.subchain.journal.GatewayCall.State;
import io.govchain.subchain.journal.GatewayCalls;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** Counts what becomes of requests. */
final class GatewayMetrics {

  private final MeterRegistry registry;

  GatewayMetrics(MeterRegistry registry, Database database) {
    this.registry = registry;
    for (State state : new State[] {State.WAITING, State.CARRIED, State.ANSWERING, State.HELD}) {
      Gauge.builder(
              "govchain.gateway.calls",
              database,
              store -> store.read(handle -> GatewayCalls.count(handle, state)))
          .tag("state", state.word())
          .description("Requests of gateways in this state; held ones need people")
          .register(registry);
    }
  }

  void seen(int requests) {
    registry.counter("govchain.gateway.seen").increment(requests);
  }

  void carried() {
    registry.counter("govchain.gateway.carried").increment();
  }

  void heldBack() {
    registry.counter("govchain.gateway.held.back").increment();
  }

  /** How a gateway's requests are read. */
  void measure(String gateway, Stall stall, RequestReader reader) {
    Gauge.builder("govchain.gateway.behind.blocks", reader, RequestReader::behind)
        .tag("gateway", gateway)
        .description("Final blocks whose requests are not taken in yet")
        .register(registry);
    Gauge.builder("govchain.gateway.stalled", stall, watched -> watched.seconds())
        .tag("gateway", gateway)
        .baseUnit("seconds")
        .description("How long this gateway's requests could not be read")
        .register(registry);
  }

  void refused() {
    registry.counter("govchain.gateway.refused").increment();
  }

  void answered(GatewayStatus outcome) {
    registry
        .counter("govchain.gateway.answered", "outcome", outcome.name().toLowerCase(Locale.ROOT))
        .increment();
  }

  void failedAnswer() {
    registry.counter("govchain.gateway.answers.failed").increment();
  }

  void defect() {
    registry.counter("govchain.gateway.defects").increment();
  }
}
