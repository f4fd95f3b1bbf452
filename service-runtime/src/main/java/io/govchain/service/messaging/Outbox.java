package io.govchain.service.messaging;

import io.govchain.service.database.Database;
import io.govchain.service.loop.Backoff;
import io.govchain.service.tls.MutualTls;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers messages at least once, from the caller's database.
 *
 * <p>Messages of one transaction to one destination form a lane and arrive in order. Lanes are
 * independent: a receiver that cannot take a message yet holds up that transaction only, and a
 * destination that cannot be reached holds up its own lanes only. A message is off the outbox when
 * its time ran out or the receiver refused it for good, of which the {@link OutboxListener} learns
 * in the same write; and soon after the receiver has it on disk.
 */
public final class Outbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  private final Database database;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Destination> destinations = new ConcurrentHashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Lanes lanes = new Lanes();
  private final Acknowledged acknowledged;
  private final LaneRunner runner;
  // Touched on the database's writer thread only.
  private boolean started;

  /**
   * Creates the outbox; nothing is delivered before {@link #start}.
   *
   * @param now unix seconds of the governance chain's latest block: the only clock for expiry
   */
  public Outbox(
      Database database,
      Vertx vertx,
      MutualTls tls,
      PeerDirectory directory,
      LongSupplier now,
      OutboxListener listener,
      OutboxSettings settings,
      MeterRegistry registry) {
    this.database = database;
    Function<String, Destination> destination =
        path ->
            destinations.computeIfAbsent(
                path, unknown -> new Destination(unknown, vertx, tls, directory, settings));
    Backoff backoff = new Backoff(settings.firstBackoff(), settings.maxBackoff());
    this.acknowledged = new Acknowledged(database, threads, backoff, closing);
    this.runner =
        new LaneRunner(
            database, lanes, destination, now, listener, acknowledged, backoff, registry, closing);
    Gauge.builder("govchain.outbox.backlog", this, Outbox::backlog)
        .description("Messages that wait for delivery")
        .register(registry);
    Gauge.builder("govchain.outbox.oldest.age", this, o -> o.oldestAge().toMillis() / 1000.0)
        .description("Age of the oldest waiting message")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("govchain.outbox.unreachable", this, Outbox::unreachable)
        .description("Destinations to which nothing that waits gets through")
        .register(registry);
  }

  /** Takes up what was left undelivered; returns once that is known. */
  public void start() {
    database.writeAndWait(
        handle -> {
          var left = OutboxTable.all(handle);
          database.afterCommit(
              () -> {
                started = true;
                left.forEach(this::add);
              });
          return left.size();
        });
  }

  /**
   * Puts a message on the outbox as part of the caller's write: it is delivered exactly if that
   * write is committed. To be called within {@link Database#write} of the same database.
   */
  public void enqueue(Handle handle, OutgoingMessage message) {
    OutboxTable.Row row = OutboxTable.insert(handle, message, System.currentTimeMillis());
    database.afterCommit(
        () -> {
          // Before the start it is only on disk; the start finds it there.
          if (started) {
            add(row);
          }
        });
  }

  /**
   * Whether a message still waits for delivery, or did a moment ago; within a read or write of the
   * caller's.
   */
  public static boolean isWaiting(Handle handle, String destination, String messageId) {
    return OutboxTable.contains(handle, destination, messageId);
  }

  /** How many messages wait. */
  public int backlog() {
    return lanes.size();
  }

  /** How long the oldest waiting message has waited; zero when none waits. */
  public Duration oldestAge() {
    long clock = System.currentTimeMillis();
    return Duration.ofMillis(Math.max(0, clock - lanes.oldest().orElse(clock)));
  }

  /**
   * What keeps messages that wait from a destination, as the attempts so far have it; empty where
   * none waits, since nobody has tried then.
   */
  public Optional<Unreached> unreached(String destination) {
    return Optional.ofNullable(destinations.get(destination))
        .flatMap(Destination::unreached)
        .flatMap(found -> lanes.oldestTo(destination).map(since -> asLongAs(since, found)));
  }

  /** An outage that was met before any of what waits came counts from then on only. */
  private static Unreached asLongAs(long since, Unreached found) {
    Duration waited = Duration.ofMillis(Math.max(0, System.currentTimeMillis() - since));
    return waited.compareTo(found.lasting()) < 0 ? new Unreached(waited, found.why()) : found;
  }

  /** Ends the attempts under way; what is undelivered stays on disk for the next start. */
  @Override
  public void close() {
    closing.countDown();
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(15, TimeUnit.SECONDS)) {
        LOG.warn("deliveries were still under way at the end");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    acknowledged.removeLast();
    destinations.values().forEach(Destination::close);
  }

  private long unreachable() {
    return destinations.keySet().stream().filter(path -> unreached(path).isPresent()).count();
  }

  private void add(OutboxTable.Row row) {
    if (lanes.add(row.lane(), row.entry()) && closing.getCount() > 0) {
      threads.execute(() -> runner.run(row.lane()));
    }
  }
}
