package io.govchain.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Status changes in the order of the proxy's log, none left out, also through failures and restarts
 * of the proxy. After a restart of the application the same event may come again: keep the number
 * of the last one that was dealt with, and begin after it.
 */
public final class EventStream implements AutoCloseable {
  private static final int WAITING = 256;

  private final BlockingQueue<Told> queue = new ArrayBlockingQueue<>(WAITING);
  private final EventReader reader;
  private Told end;

  private sealed interface Told {
    record Event(TransactionEvent event) implements Told {}

    record End(Optional<ProxyRefusedException> refusal) implements Told {}
  }

  EventStream(Function<EventReader.Listener, EventReader> open) {
    this.reader = open.apply(new Queueing());
  }

  /**
   * The next event, waiting for it. By one thread at a time.
   *
   * @return empty when none came in time, or when none follows ({@link #isOver})
   * @throws ProxyRefusedException when the proxy refused for good: unknown transaction, certificate
   *     not registered, or {@code event-unknown} for a number that its log has never had
   */
  public Optional<TransactionEvent> next(Duration patience) throws InterruptedException {
    if (end == null) {
      Told told = queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (told instanceof Told.Event event) {
        return Optional.of(event.event());
      }
      end = told;
    }
    if (end instanceof Told.End ended && ended.refusal().isPresent()) {
      throw ended.refusal().get();
    }
    return Optional.empty();
  }

  /** Whether nothing follows: the stream was of one transaction, and that has ended. */
  public boolean isOver() {
    return end != null;
  }

  @Override
  public void close() {
    reader.close();
  }

  private final class Queueing implements EventReader.Listener {
    @Override
    public void connected() {}

    @Override
    public void event(TransactionEvent event) throws InterruptedException {
      queue.put(new Told.Event(event));
    }

    @Override
    public void ended(Optional<ProxyRefusedException> refusal) throws InterruptedException {
      queue.put(new Told.End(refusal));
    }
  }
}
