package io.govchain.simulation;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The network: whatever stands in an outbox is tried again until it is acknowledged, refused or
 * expired. Letters and acknowledgements get lost, late, twice and in any order; two institutions
 * may be cut off from each other for a while.
 */
final class Post {
  private static final int RETRY = 1_500;
  private static final int LONGEST_ECHO = 60_000;

  private final World world;
  private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
  private final Map<String, Long> cutUntil = new HashMap<>();
  private long letters;

  Post(World world) {
    this.world = world;
  }

  void connect(Endpoint endpoint) {
    endpoints.put(endpoint.name(), endpoint);
  }

  long nextId() {
    return letters++;
  }

  void cut(String one, String other, int millis) {
    cutUntil.put(link(one, other), world.now() + millis);
  }

  /** Sends what stands in the sender's outbox, now and until it is off it. */
  void send(Letter letter) {
    world.after(1 + world.random.nextInt(100), () -> attempt(letter));
  }

  /** Without any outbox, once: what a liar does, or a process that dies. */
  void toss(Letter letter) {
    world.after(travel(), () -> endpoints.get(letter.to()).take(letter));
  }

  private void attempt(Letter letter) {
    Endpoint sender = endpoints.get(letter.from());
    if (!sender.isUp() || !sender.holds(letter)) {
      return; // a restarted sender starts again with all that it holds
    }
    if (world.ledger.time() > letter.expires()) {
      sender.givenUp(letter, false);
      return;
    }
    if (isOpen(letter) && !world.chance(world.faults.loss())) {
      world.after(travel(), () -> arrive(letter));
    }
    world.after(RETRY + world.random.nextInt(RETRY), () -> attempt(letter));
  }

  private void arrive(Letter letter) {
    Endpoint receiver = endpoints.get(letter.to());
    if (!receiver.isUp()) {
      return;
    }
    Endpoint.Reception reception = receiver.take(letter);
    if (world.chance(world.faults.duplication())) {
      world.after(world.random.nextInt(LONGEST_ECHO), () -> echo(letter));
    }
    if (reception != Endpoint.Reception.Deferred
        && isOpen(letter)
        && !world.chance(world.faults.loss())) {
      world.after(travel(), () -> acknowledge(letter, reception));
    }
  }

  private void echo(Letter letter) {
    Endpoint receiver = endpoints.get(letter.to());
    if (receiver.isUp()) {
      receiver.take(letter);
    }
  }

  private void acknowledge(Letter letter, Endpoint.Reception reception) {
    Endpoint sender = endpoints.get(letter.from());
    if (sender.isUp() && sender.holds(letter)) {
      if (reception == Endpoint.Reception.Accepted) {
        sender.delivered(letter);
      } else {
        sender.givenUp(letter, true);
      }
    }
  }

  private boolean isOpen(Letter letter) {
    return world.now() >= cutUntil.getOrDefault(link(letter.from(), letter.to()), 0L);
  }

  private int travel() {
    return 1 + world.random.nextInt(world.isFaulty() ? world.faults.slowest() : 100);
  }

  /** Processes of one institution are never cut off from each other. */
  private static String link(String one, String other) {
    String first = World.institution(one);
    String second = World.institution(other);
    return first.compareTo(second) < 0 ? first + "-" + second : second + "-" + first;
  }
}
