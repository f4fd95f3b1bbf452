package io.govchain.service.messaging;

import io.govchain.service.database.Database;
import io.govchain.service.logging.Logs;
import io.govchain.service.loop.Backoff;
import io.govchain.service.loop.Memory;
import io.govchain.service.messaging.OutboxListener.SetAside;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves one lane at a time per thread: takes each message in order and tries until its receiver
 * has it or it is given up.
 */
final class LaneRunner {
  private static final Logger LOG = LoggerFactory.getLogger(LaneRunner.class);

  private final Database database;
  private final Lanes lanes;
  private final Function<String, Destination> destinations;
  private final LongSupplier now;
  private final OutboxListener listener;
  private final Acknowledged acknowledged;
  private final Backoff backoff;
  private final MeterRegistry registry;
  private final CountDownLatch closing;

  LaneRunner(
      Database database,
      Lanes lanes,
      Function<String, Destination> destinations,
      LongSupplier now,
      OutboxListener listener,
      Acknowledged acknowledged,
      Backoff backoff,
      MeterRegistry registry,
      CountDownLatch closing) {
    this.database = database;
    this.lanes = lanes;
    this.destinations = destinations;
    this.now = now;
    this.listener = listener;
    this.acknowledged = acknowledged;
    this.backoff = backoff;
    this.registry = registry;
    this.closing = closing;
  }

  /** Returns when the lane is empty or the outbox closes. */
  void run(Lanes.Key lane) {
    Logs.runInTransaction(
        lane.transaction(),
        () -> {
          try {
            Optional<Lanes.Entry> next = Optional.of(lanes.first(lane));
            while (next.isPresent()) {
              finish(lane, next.get());
              next = lanes.next(lane);
            }
          } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /**
   * Neither a full disk nor a defect in the listener may lose a message or its news: both are tried
   * again, and hold up this lane only.
   */
  private void finish(Lanes.Key lane, Lanes.Entry entry) throws InterruptedException {
    for (int failures = 1; ; failures++) {
      try {
        deliver(lane, entry, entry.mayBeTaken() || failures > 1);
        return;
      } catch (RuntimeException | Error failed) {
        Memory.note(failed);
        LOG.error("a message to {} waits: {}", lane.destination(), failed.toString(), failed);
        pause(backoff.after(failures).toMillis());
      }
    }
  }

  private void deliver(Lanes.Key lane, Lanes.Entry entry, boolean tried)
      throws InterruptedException {
    OutgoingMessage message = database.read(handle -> OutboxTable.read(handle, entry.sequence()));
    Destination destination = destinations.apply(lane.destination());
    boolean mayBeTaken = tried;
    int deferrals = 0;
    while (now.getAsLong() < message.expires()) {
      Optional<Delivery> attempt = destination.attempt(message);
      attempt.ifPresent(this::count);
      switch (attempt.orElseGet(() -> new Delivery.Unreachable("not this lane's turn", false))) {
        case Delivery.Taken taken -> {
          acknowledged.add(entry.sequence());
          return;
        }
        case Delivery.Refused refused -> {
          giveUp(entry, message, new SetAside(refused.code(), refused.detail(), mayBeTaken));
          return;
        }
        case Delivery.Deferred deferred -> {
          mayBeTaken |= deferred.mayBeTaken();
          LOG.debug("{} defers {}: {}", lane.destination(), message.id(), deferred.reason());
          long wait = backoff.after(++deferrals).toMillis();
          pause(Math.max(wait, deferred.atLeast().toMillis()));
        }
        case Delivery.Unreachable unreachable -> {
          // The destination itself waits before the next attempt.
          mayBeTaken |= unreachable.mayBeTaken();
        }
      }
    }
    String detail = "expected delivery before " + message.expires() + ", now " + now.getAsLong();
    giveUp(entry, message, new SetAside(SetAside.EXPIRED, detail, mayBeTaken));
  }

  private void giveUp(Lanes.Entry entry, OutgoingMessage message, SetAside reason) {
    database.writeAndWait(
        handle -> {
          OutboxTable.setAside(handle, entry.sequence(), reason, now.getAsLong());
          listener.setAside(handle, message, reason);
          return true;
        });
    // The details are kept with the message; they may repeat what it carries.
    LOG.warn(
        "message {} to {} is set aside: {}", message.id(), message.destination(), reason.code());
  }

  private void pause(long millis) throws InterruptedException {
    if (closing.await(millis, TimeUnit.MILLISECONDS)) {
      throw new InterruptedException("the outbox is closing");
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
