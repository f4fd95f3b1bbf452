package io.govchain.simulation.chain;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the record asks of {@code Pipelines}, by its rules: which version is open, and for how many
 * calls.
 */
final class Pipelines {

  /** The version that transactions are opened through now, and what its window has taken. */
  private record Agreed(Pipeline pipeline, Limit limit, long window, int taken) {
    private int takenAt(long time) {
      return !limit.isNone() && window == time / limit.seconds() ? taken : 0;
    }

    private int left(long time) {
      return limit.isNone() ? Integer.MAX_VALUE : limit.calls() - takenAt(time);
    }

    private Agreed take(int calls, long time) {
      return limit.isNone()
          ? this
          : new Agreed(pipeline, limit, time / limit.seconds(), takenAt(time) + calls);
    }
  }

  private final Map<String, Agreed> agreed = new HashMap<>();
  private final Set<String> suspended = new HashSet<>();
  private final Set<String> closed = new HashSet<>();

  /** The version that transactions are opened through now. */
  Pipeline present(Pipeline any) {
    return of(any).pipeline();
  }

  /** What was used of the former version's window counts as used of the new one's. */
  Pipeline amend(Pipeline any, Limit limit, long time) {
    Agreed former = of(any);
    Agreed next = new Agreed(former.pipeline().amended(), limit, 0, 0);
    boolean bothLimited = !limit.isNone() && !former.limit().isNone();
    int used = bothLimited ? Math.min(former.takenAt(time), limit.calls()) : 0;
    agreed.put(any.path(), next.take(used, time));
    return next.pipeline();
  }

  void suspend(Pipeline any, boolean suspend) {
    if (suspend) {
      suspended.add(any.path());
    } else {
      suspended.remove(any.path());
    }
  }

  /** For good, as when one side closes it or its validity ends. */
  void close(Pipeline any) {
    closed.add(any.path());
  }

  boolean isClosed(Pipeline any) {
    return closed.contains(any.path());
  }

  /** Paths of those that nothing may be done through now. */
  Set<String> unusable() {
    Set<String> unusable = new HashSet<>(suspended);
    unusable.addAll(closed);
    return Set.copyOf(unusable);
  }

  boolean isOpen(Pipeline version) {
    return present(version).equals(version) && isInUse(version);
  }

  /** Whether what was opened through this version, or a former one, may take further steps. */
  boolean isInUse(Pipeline any) {
    return !suspended.contains(any.path()) && !isClosed(any);
  }

  int callsLeft(Pipeline version, long time) {
    return of(version).left(time);
  }

  void take(Pipeline version, long time) {
    agreed.put(version.path(), of(version).take(1, time));
  }

  private Agreed of(Pipeline any) {
    Pipeline first = Pipeline.between(any.source(), any.target());
    return agreed.getOrDefault(any.path(), new Agreed(first, Limit.NONE, 0, 0));
  }
}
