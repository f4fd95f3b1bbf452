package io.govchain.service.database;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** How well writes share commits, and how long a commit takes. */
final class DatabaseMetrics {
  private final DistributionSummary writesPerCommit;
  private final Timer commit;

  DatabaseMetrics(MeterRegistry registry) {
    this.writesPerCommit =
        DistributionSummary.builder("govchain.database.writes.per.commit")
            .description("Writes that shared one commit")
            .register(registry);
    this.commit =
        Timer.builder("govchain.database.commit")
            .description("From the first write of a group until the group is on disk")
            .register(registry);
  }

  void committed(int writes, long nanos) {
    writesPerCommit.record(writes);
    commit.record(nanos, TimeUnit.NANOSECONDS);
  }
}
