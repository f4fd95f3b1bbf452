package io.govchain.testnet.endtoend;

import io.govchain.testnet.endtoend.Boundary.Party;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Every party is killed once at each boundary that it comes to, one boundary after the other, each
 * in a call of its own; all four parties side by side, so that they meet partners that are dead,
 * too.
 */
final class KillEverywhere {
  /** The four processes, in calls that end by themselves. */
  private static final Set<Party> PROCESSES =
      EnumSet.of(
          Party.REGISTRY_SUBCHAIN,
          Party.COURT_SUBCHAIN,
          Party.REGISTRY_CROSSCHAIN,
          Party.COURT_CROSSCHAIN);

  private KillEverywhere() {}

  /** The boundaries that each party of the broken world comes to. */
  static Map<Party, Set<Boundary>> all() {
    Map<Party, Set<Boundary>> all = new EnumMap<>(Party.class);
    for (Boundary boundary : Boundary.values()) {
      boundary.parties.stream()
          .filter(PROCESSES::contains)
          .forEach(party -> add(all, party, boundary));
    }
    return all;
  }

  /** Those that a proxy comes to that carries a gateway's calls. */
  static List<Boundary> ofCarrier() {
    return Stream.of(Boundary.values())
        .filter(boundary -> boundary.parties.contains(Party.CARRIER))
        .toList();
  }

  /** Returns where each party was killed. */
  static Map<Party, Set<Boundary>> in(BrokenWorld world) throws Exception {
    Map<Party, Set<Boundary>> hit = new EnumMap<>(Party.class);
    try (ExecutorService threads = Executors.newFixedThreadPool(PROCESSES.size())) {
      Map<Party, Future<Set<Boundary>>> running = new EnumMap<>(Party.class);
      all()
          .forEach(
              (party, boundaries) ->
                  running.put(party, threads.submit(() -> killed(world, party, boundaries))));
      collect(running, hit);
    }
    return hit;
  }

  /** One party that does not come back stops the others, too: what each met is told. */
  private static void collect(
      Map<Party, Future<Set<Boundary>>> running, Map<Party, Set<Boundary>> hit)
      throws InterruptedException {
    IllegalStateException failed = null;
    for (Map.Entry<Party, Future<Set<Boundary>>> each : running.entrySet()) {
      try {
        hit.put(each.getKey(), each.getValue().get());
      } catch (ExecutionException e) {
        failed = failed == null ? new IllegalStateException("not all were killed") : failed;
        failed.addSuppressed(e.getCause());
      }
    }
    if (failed != null) {
      throw failed;
    }
  }

  private static Set<Boundary> killed(BrokenWorld world, Party party, Set<Boundary> boundaries)
      throws Exception {
    Set<Boundary> hit = EnumSet.noneOf(Boundary.class);
    for (Boundary boundary : boundaries) {
      new Kill(party, boundary).happen(world, world.signed(boundary.story(party)));
      hit.add(boundary);
    }
    return hit;
  }

  private static void add(Map<Party, Set<Boundary>> map, Party party, Boundary boundary) {
    map.computeIfAbsent(party, first -> EnumSet.noneOf(Boundary.class)).add(boundary);
  }
}
