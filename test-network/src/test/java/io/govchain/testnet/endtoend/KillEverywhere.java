package io.govchain.testnet.endtoend;

import io.govchain.amdp.ApplicationCall;
import io.govchain.testnet.endtoend.Boundary.Party;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Every party is killed once at each boundary that it comes to: up to four at a time, each in a
 * call of its own, so that those who are left meet partners that are dead, too.
 */
final class KillEverywhere {
  private KillEverywhere() {}

  /** The boundaries that each party comes to. */
  static Map<Party, Set<Boundary>> all() {
    Map<Party, Set<Boundary>> all = new EnumMap<>(Party.class);
    for (Boundary boundary : Boundary.values()) {
      boundary.parties.forEach(party -> add(all, party, boundary));
    }
    return all;
  }

  /** Returns where each party was killed. */
  static Map<Party, Set<Boundary>> in(BrokenWorld world) throws Exception {
    Map<Party, Queue<Boundary>> left = new EnumMap<>(Party.class);
    all().forEach((party, boundaries) -> left.put(party, new ArrayDeque<>(boundaries)));
    Map<Party, Set<Boundary>> hit = new EnumMap<>(Party.class);
    while (!left.isEmpty()) {
      List<Kill> kills = new ArrayList<>();
      left.forEach((party, boundaries) -> kills.add(new Kill(party, boundaries.remove())));
      left.values().removeIf(Queue::isEmpty);
      happen(world, kills);
      kills.forEach(kill -> add(hit, kill.party(), kill.boundary()));
    }
    return hit;
  }

  private static void happen(BrokenWorld world, List<Kill> kills) throws Exception {
    List<Callable<Boolean>> tasks = new ArrayList<>();
    for (Kill kill : kills) {
      ApplicationCall call = world.signed(kill.boundary().story(kill.party()));
      tasks.add(
          () -> {
            kill.happen(world, call);
            return true;
          });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(tasks.size())) {
      for (Future<Boolean> done : threads.invokeAll(tasks)) {
        done.get();
      }
    }
  }

  private static void add(Map<Party, Set<Boundary>> map, Party party, Boundary boundary) {
    map.computeIfAbsent(party, first -> EnumSet.noneOf(Boundary.class)).add(boundary);
  }
}
