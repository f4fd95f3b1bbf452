package io.govchain.crosschain;

import io.govchain.crosschain.engine.ApplicationStatus;
import io.govchain.crosschain.journal.Journal;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What an operator watches: how many transactions are where, and whether the chain is followed. */
final class Metrics {
  private Metrics() {}

  static void register(MeterRegistry metrics, Journal journal, Life life) {
    for (ApplicationStatus status : ApplicationStatus.values()) {
      Gauge.builder(
              "govchain.transactions",
              journal,
              from -> from.transactions().countByStatus().getOrDefault(status.word(), 0L))
          .tag("status", status.word())
          .description("Transactions that this proxy is a party of")
          .register(metrics);
    }
    Gauge.builder("govchain.governance.lag.blocks", life, Life::lag)
        .description("Blocks of the governance chain not taken in yet; -1 before the first")
        .register(metrics);
    Gauge.builder("govchain.governance.set.back.blocks", life, Life::setBackBlocks)
        .description("Blocks that the governance chain's node lacks of those it told of before")
        .register(metrics);
    Gauge.builder("govchain.registry.crowded", life, each -> each.crowding().isPresent() ? 1 : 0)
        .description("1 while more services are registered than are held in memory, otherwise 0")
        .register(metrics);
  }
}
