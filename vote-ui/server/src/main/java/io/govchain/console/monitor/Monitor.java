package io.govchain.console.monitor;

import io.govchain.console.index.IndexStatus;
import io.govchain.console.store.ChangeFeed;
import io.govchain.console.store.ConsoleStore;
import io.govchain.console.store.Position;
import io.govchain.service.loop.Loop;
import io.govchain.service.loop.Loops;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * Applies the rules after every block and every few seconds, on a thread of its own; opens alerts
 * and closes them when the facts are over.
 */
public final class Monitor implements AutoCloseable {
  private static final int CHANGES = 100;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LAST_LOOK = Duration.ofSeconds(10);

  private final ConsoleStore store;
  private final Supplier<IndexStatus> status;
  private final Thresholds thresholds;
  private final InstantSource clock;
  private final Loop loop;
  private long seen;

  private Monitor(
      ConsoleStore store,
      Supplier<IndexStatus> status,
      Thresholds thresholds,
      InstantSource clock,
      Loops loops) {
    this.store = store;
    this.status = status;
    this.thresholds = thresholds;
    this.clock = clock;
    this.loop = loops.add("console-monitor", this::round);
  }

  /**
   * Starts to watch.
   *
   * @param status where the index stands
   * @param loops where health learns whether it goes on
   */
  public static Monitor start(
      ConsoleStore store,
      Supplier<IndexStatus> status,
      Thresholds thresholds,
      InstantSource clock,
      Loops loops) {
    Monitor monitor = new Monitor(store, status, thresholds, clock, loops);
    monitor.loop.start();
    return monitor;
  }

  private void round() throws InterruptedException {
    examine(store, status.get(), thresholds, clock);
    List<ChangeFeed.Change> changes =
        store.changes().next(Math.max(seen, store.changes().latest()), CHANGES, PAUSE);
    seen = changes.isEmpty() ? seen : changes.getLast().id();
  }

  /** One look at everything. */
  public static void examine(
      ConsoleStore store, IndexStatus status, Thresholds thresholds, InstantSource clock) {
    boolean following = status.lag() <= thresholds.indexingLagBlocks();
    Found found =
        store
            .database()
            .read(
                handle -> {
                  Position position = ConsoleStore.position(handle);
                  Situation situation =
                      new Situation(
                          handle,
                          position.number(),
                          position.time(),
                          clock.instant(),
                          status,
                          thresholds);
                  Examination examination = new Examination(situation).run(following);
                  return new Found(examination, examination.changes());
                });
    if (!found.changes()) {
      return;
    }
    store
        .database()
        .writeAndWait(
            handle -> {
              found.examination().write(handle);
              return null;
            });
    if (found.examination().alerts()) {
      store.announce();
    }
  }

  private record Found(Examination examination, boolean changes) {}

  /** Ends after the look under way. */
  @Override
  public void close() {
    loop.close();
    try {
      loop.join(LAST_LOOK);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
