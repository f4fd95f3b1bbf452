package io.govchain.subchain.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Rings when the log of events has grown, for those alone who listen for that application or
 * transaction. A hint only: what there is to read is on disk, and who waits looks there from time
 * to time anyway.
 */
public final class EventBell {

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(25);

  /** What those listen for who want to hear everything. */
  private static final String ALL = "";

  private final Map<String, List<Ear>> ears = new HashMap<>();

  /** A call's status has changed. */
  public void ring(StoredCall call) {
    List<Ear> woken = new ArrayList<>();
    synchronized (ears) {
      woken.addAll(ears.getOrDefault(ALL, List.of()));
      woken.addAll(ears.getOrDefault(application(call.application()), List.of()));
      woken.addAll(ears.getOrDefault(transaction(call.transaction()), List.of()));
    }
    woken.forEach(ear -> ear.rung.release());
  }

  /** Listens for every change. */
  public Ear toAll() {
    return new Ear(List.of(ALL));
  }

  /** Listens for changes of these applications' calls. */
  public Ear toApplications(Collection<String> paths) {
    return new Ear(paths.stream().map(EventBell::application).distinct().toList());
  }

  /** Listens for changes of one transaction. */
  public Ear toTransaction(String id) {
    return new Ear(List.of(transaction(id)));
  }

  private static String application(String path) {
    return "a/" + path;
  }

  private static String transaction(String id) {
    return "t/" + id;
  }

  /** How many listen now. */
  int listening() {
    synchronized (ears) {
      return ears.values().stream().mapToInt(List::size).sum();
    }
  }

  /** Somebody who listens; to be opened before reading, so that nothing falls in between. */
  public final class Ear implements AutoCloseable {

    private final List<String> keys;
    private final Semaphore rung = new Semaphore(0);

    private Ear(List<String> keys) {
      this.keys = keys;
      synchronized (ears) {
        keys.forEach(key -> ears.computeIfAbsent(key, none -> new ArrayList<>()).add(this));
      }
    }

    /**
     * Waits until it has rung since, or for so long; whether it has. Who has just looked is not
     * woken at once: hundreds of changes a second must not make a stream look hundreds of times.
     */
    public boolean await(Duration atMost) throws InterruptedException {
      long begin = System.nanoTime();
      boolean heard = rung.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
      rung.drainPermits();
      long rest = SHORTEST_PAUSE.toNanos() - (System.nanoTime() - begin);
      if (rest > 0) {
        TimeUnit.NANOSECONDS.sleep(Math.min(rest, atMost.toNanos()));
      }
      return heard;
    }

    @Override
    public void close() {
      synchronized (ears) {
        for (String key : keys) {
          List<Ear> listening = ears.get(key);
          listening.remove(this);
          if (listening.isEmpty()) {
            ears.remove(key);
          }
        }
      }
    }
  }
}
