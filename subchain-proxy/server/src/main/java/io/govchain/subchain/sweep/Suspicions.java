package io.govchain.subchain.sweep;

import io.govchain.service.database.Database;
import io.govchain.service.logging.Logs;
import io.govchain.subchain.journal.ChainChecks;
import io.govchain.subchain.journal.ChainFinding;
import io.govchain.subchain.journal.ExecutionKey;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What seems to be wrong, and what is. A contradiction that was seen once may be a block on its way
 * to here or a node that lags: seen in two looks it is a finding, and an alarm. It is kept until a
 * look finds all well.
 */
final class Suspicions {

  private static final Logger LOG = LoggerFactory.getLogger(Suspicions.class);
  private static final int MOST_DOUBTED = 10_000;

  private final Database database;
  private final LongSupplier blockTime;
  private final MeterRegistry metrics;
  private final Map<String, ExecutionKey> doubted = new LinkedHashMap<>();

  Suspicions(Database database, LongSupplier blockTime, MeterRegistry metrics) {
    this.database = database;
    this.blockTime = blockTime;
    this.metrics = metrics;
    Gauge.builder("govchain.findings", () -> database.read(ChainChecks::count))
        .tag("kind", "contradictory")
        .description("Writes that the subchain or the record shows otherwise than they were told")
        .register(metrics);
  }

  /** Executions that seemed wrong when they were looked at last. */
  List<ExecutionKey> doubted(int limit) {
    return doubted.entrySet().stream()
        .filter(each -> each.getKey().equals(each.getValue().reference()))
        .map(Map.Entry::getValue)
        .limit(limit)
        .toList();
  }

  /** Nothing is wrong with this, by a look at everything that there is to look at. */
  void well(String subject) {
    doubted.remove(subject);
    if (database.read(handle -> ChainChecks.finding(handle, subject)).isPresent()) {
      database.writeAndWait(
          handle -> {
            ChainChecks.over(handle, subject);
            return true;
          });
      LOG.info("{} is on the subchain and on the record as it was told, again", subject);
    }
  }

  /** This is wrong. */
  void wrong(String subject, ExecutionKey key, String problem) {
    Optional<ChainFinding> known = database.read(handle -> ChainChecks.finding(handle, subject));
    if (known.isPresent()) {
      keep(known.get(), problem);
    } else if (doubted.remove(subject) != null) {
      alarm(subject, key, problem);
    } else if (doubted.size() < MOST_DOUBTED) {
      doubted.put(subject, key);
    }
  }

  /** People were told; the words may have changed since. */
  private void keep(ChainFinding known, String problem) {
    if (!known.text().equals(problem)) {
      database.writeAndWait(
          handle -> {
            ChainChecks.found(
                handle, new ChainFinding(known.subject(), known.key(), problem, known.since()));
            return true;
          });
    }
  }

  private void alarm(String subject, ExecutionKey key, String problem) {
    long since = blockTime.getAsLong();
    database.writeAndWait(
        handle -> {
          ChainChecks.found(handle, new ChainFinding(subject, key, problem, since));
          return true;
        });
    Logs.runInTransaction(
        key.transaction(),
        () ->
            LOG.error(
                "ALARM Contradiction step {} of transaction {}: {}",
                key.step(),
                key.transaction(),
                problem));
    metrics.counter("govchain.alarms", "code", "Contradiction").increment();
  }
}
