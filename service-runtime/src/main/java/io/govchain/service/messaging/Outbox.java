package io.govchain.service.messaging;

import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseException;
import io.govchain.service.logging.Logs;
import io.govchain.service.messaging.OutboxListener.SetAside;
import io.govchain.service.tls.MutualTls;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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
 * the receiver has it on disk, when its time ran out, or when the receiver refused it for good; the
 * {@link OutboxListener} learns of each in the same write.
 */
public final class Outbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private static final Duration DATABASE_RETRY = Duration.ofSeconds(1);

  private final Database database;
  private final OutboxListener listener;
  private final LongSupplier now;
  private final Backoff backoff;
  private final MeterRegistry registry;
  private final java.util.function.Function<String, Destination> newDestination;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Destination> destinations = new ConcurrentHashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  // Guarded by itself.
  private final Map<Lane.Key, Lane> lanes = new HashMap<>();
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
    this.listener = listener;
    this.now = now;
    this.backoff = new Backoff(settings.firstBackoff(), settings.maxBackoff());
    this.registry = registry;
    this.newDestination = path -> new Destination(path, vertx, tls, directory, settings);
    Gauge.builder("govchain.outbox.backlog", this, Outbox::backlog)
        .description("Messages that wait for delivery")
        .register(registry);
    Gauge.builder("govchain.outbox.oldest.age", this, o -> o.oldestAge().toMillis() / 1000.0)
        .description("Age of the oldest waiting message")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("govchain.outbox.unreachable", this, Outbox::unreachable)
        .description("Destinations to which nothing gets through")
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

  /** How many messages wait. */
  public int backlog() {
    synchronized (lanes) {
      return lanes.values().stream().mapToInt(lane -> lane.waiting().size()).sum();
    }
  }

  /** How long the oldest waiting message has waited; zero when none waits. */
  public Duration oldestAge() {
    synchronized (lanes) {
      long oldest =
          lanes.values().stream()
              .map(lane -> lane.waiting().peekFirst())
              .mapToLong(Lane.Entry::enqueuedAt)
              .min()
              .orElse(Long.MAX_VALUE);
      return Duration.ofMillis(Math.max(0, System.currentTimeMillis() - oldest));
    }
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
    destinations.values().forEach(Destination::close);
  }

  private long unreachable() {
    return destinations.values().stream().filter(d -> !d.reachable()).count();
  }

  private void add(OutboxTable.Row row) {
    synchronized (lanes) {
      Lane lane = lanes.get(row.lane());
      if (lane != null) {
        lane.waiting().add(row.entry());
        return;
      }
      Lane fresh = new Lane(row.lane());
      fresh.waiting().add(row.entry());
      lanes.put(row.lane(), fresh);
      if (closing.getCount() > 0) {
        threads.execute(() -> run(fresh));
      }
    }
  }

  /** A lane lives as long as it has messages; its thread is the only one to remove any. */
  private void run(Lane lane) {
    try {
      Optional<Lane.Entry> next = first(lane);
      while (next.isPresent()) {
        finish(lane.key(), next.get());
        next = removeFirst(lane);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException defect) {
      // The lane is left as it is: its messages are on disk and the age metric shows it.
      LOG.error("delivery of {} ended by a defect", lane.key(), defect);
    }
  }

  private Optional<Lane.Entry> first(Lane lane) {
    synchronized (lanes) {
      return Optional.ofNullable(lane.waiting().peekFirst());
    }
  }

  private Optional<Lane.Entry> removeFirst(Lane lane) {
    synchronized (lanes) {
      lane.waiting().removeFirst();
      if (lane.waiting().isEmpty()) {
        lanes.remove(lane.key());
      }
      return first(lane);
    }
  }

  /** Tries until the message is off the outbox, one way or another. */
  private void finish(Lane.Key lane, Lane.Entry entry) throws InterruptedException {
    OutgoingMessage message = database.read(handle -> OutboxTable.read(handle, entry.sequence()));
    Destination destination = destinations.computeIfAbsent(lane.destination(), newDestination);
    int deferrals = 0;
    while (true) {
      if (now.getAsLong() >= message.expires()) {
        giveUp(entry, message, expired(message));
        return;
      }
      Optional<Delivery> attempt = destination.attempt(message);
      if (attempt.isEmpty()) {
        continue;
      }
      count(attempt.get());
      switch (attempt.get()) {
        case Delivery.Taken taken -> {
          takeOff(entry, message);
          return;
        }
        case Delivery.Refused refused -> {
          giveUp(entry, message, new SetAside(refused.code(), refused.detail()));
          return;
        }
        case Delivery.Deferred deferred -> pause(deferred, ++deferrals);
        case Delivery.Unreachable unreachable -> {
          // The destination itself waits before the next attempt.
        }
      }
    }
  }

  private SetAside expired(OutgoingMessage message) {
    String detail = "expected delivery before " + message.expires() + ", now " + now.getAsLong();
    return new SetAside(SetAside.EXPIRED, detail);
  }

  private void pause(Delivery.Deferred deferred, int deferrals) throws InterruptedException {
    Duration wait = backoff.after(deferrals);
    long millis = Math.max(wait.toMillis(), deferred.atLeast().toMillis());
    LOG.debug("deferred ({}), next attempt in {} ms", deferred.reason(), millis);
    if (closing.await(millis, TimeUnit.MILLISECONDS)) {
      throw new InterruptedException("the outbox is closing");
    }
  }

  private void takeOff(Lane.Entry entry, OutgoingMessage message) throws InterruptedException {
    untilWritten(
        handle -> {
          OutboxTable.delete(handle, entry.sequence());
          listener.delivered(handle, message);
        });
  }

  private void giveUp(Lane.Entry entry, OutgoingMessage message, SetAside reason)
      throws InterruptedException {
    Logs.runInTransaction(
        message.transaction(),
        () ->
            LOG.warn(
                "message {} to {} is set aside: {}, {}",
                message.id(),
                message.destination(),
                reason.code(),
                reason.detail()));
    untilWritten(
        handle -> {
          OutboxTable.setAside(handle, entry.sequence(), reason, now.getAsLong());
          listener.setAside(handle, message, reason);
        });
  }

  /** A full disk must not lose the news; the lane waits until it can be written. */
  private void untilWritten(java.util.function.Consumer<Handle> work) throws InterruptedException {
    while (true) {
      try {
        database.writeAndWait(
            handle -> {
              work.accept(handle);
              return true;
            });
        return;
      } catch (DatabaseException unusable) {
        if (closing.await(DATABASE_RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new InterruptedException("the outbox is closing");
        }
      }
    }
  }

  private void count(Delivery delivery) {
    String result =
        switch (delivery) {
          case Delivery.Taken taken -> "taken";
          case Delivery.Refused refused -> "refused";
          case Delivery.Deferred deferred -> "deferred";
          case Delivery.Unreachable unreachable -> "unreachable";
        };
    registry.counter("govchain.outbox.attempts", "result", result).increment();
  }
}
