package io.govchain.subchain.server;

import io.govchain.service.database.Database;
import io.govchain.subchain.adapters.LocalSubchain;
import io.govchain.subchain.execution.Executor;
import io.govchain.subchain.governance.Governance;
import io.govchain.subchain.journal.Calls;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What can be read off a running proxy at any time. */
final class Gauges {

  private final MeterRegistry registry;

  Gauges(MeterRegistry registry) {
    this.registry = registry;
  }

  void measure(
      Database database, Governance governance, LocalSubchain subchain, Executor executor) {
    Gauge.builder("govchain.calls.unfinished", () -> database.read(Calls::unfinished))
        .description("Calls that have not ended")
        .register(registry);
    Gauge.builder("govchain.executions.running", executor, Executor::running)
        .description("Executions without an outcome")
        .register(registry);
    Gauge.builder("govchain.governance.block", governance, Governance::block)
        .description("Newest block seen of the governance chain")
        .register(registry);
    Gauge.builder("govchain.governance.set.back.blocks", governance, Governance::setBack)
        .description("Blocks that the governance chain's node lacks of those it told of before")
        .register(registry);
    Gauge.builder(
            "govchain.registry.crowded", governance, each -> each.crowding().isPresent() ? 1 : 0)
        .description("1 while more is registered than is held in memory, otherwise 0")
        .register(registry);
    Gauge.builder("govchain.subchain.block", subchain, chain -> chain.health().block())
        .description("Newest block seen of the subchain")
        .register(registry);
    Gauge.builder(
            "govchain.subchain.writes.unfinished",
            subchain,
            chain -> chain.health().unfinishedWrites())
        .description("Prepared writes whose outcome is not known yet")
        .register(registry);
    Gauge.builder(
            "govchain.subchain.writes.standstill",
            subchain,
            chain -> chain.standstill().isPresent() ? 1 : 0)
        .description("1 while writes have not gone on for longer than they should, otherwise 0")
        .register(registry);
  }
}
