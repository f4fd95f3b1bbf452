package io.govchain.crosschain.effects;

import io.govchain.crosschain.engine.Alarm;
import io.govchain.service.database.Database;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a person must look at, kept until somebody has. */
public final class Alarms {
  private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);

  private final Database database;
  private final LongSupplier blockTime;
  private final MeterRegistry metrics;

  public Alarms(Database database, LongSupplier blockTime, MeterRegistry metrics) {
    this.database = database;
    this.blockTime = blockTime;
    this.metrics = metrics;
  }

  /**
   * One alarm.
   *
   * @param blockTime when it was raised, unix seconds of the governance chain
   */
  public record Kept(String transaction, int step, String code, String text, long blockTime) {}

  /** Keeps an alarm and tells whoever reads the log. */
  public void raise(String transaction, Alarm alarm) {
    keep(transaction, alarm);
    // The text is kept for those who may read it: it may repeat what a contract or a peer said.
    LOG.error("ALARM {} step {} of transaction {}", alarm.code(), alarm.step(), transaction);
    metrics.counter("govchain.alarms", "code", alarm.code().name()).increment();
  }

  private void keep(String transaction, Alarm alarm) {
    long now = blockTime.getAsLong();
    database.writeAndWait(
        handle ->
            handle.execute(
                "INSERT OR IGNORE INTO alarms (transaction_id, step, code, text, block_time)"
                    + " VALUES (?, ?, ?, ?, ?)",
                transaction,
                alarm.step(),
                alarm.code().name(),
                alarm.text(),
                now));
  }

  /** Alarms of a transaction, oldest first. */
  public List<Kept> of(String transaction) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT transaction_id, step, code, text, block_time FROM alarms"
                        + " WHERE transaction_id = ? ORDER BY number")
                .bind(0, transaction)
                .map(
                    (row, context) ->
                        new Kept(
                            row.getString("transaction_id"),
                            row.getInt("step"),
                            row.getString("code"),
                            row.getString("text"),
                            row.getLong("block_time")))
                .list());
  }
}
