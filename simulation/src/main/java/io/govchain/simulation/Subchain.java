package io.govchain.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A business chain: writes wait in its pool, land in its blocks, take effect or revert. Every write
 * carries a tag that says which step it belongs to. Without finality its newest blocks may be
 * dropped, never more than the confirmations that the chain's rule asks for.
 */
final class Subchain {

  /** Which step a write belongs to, and whether it undoes it. */
  record Tag(Spot spot, boolean undo) {}

  /** A signed write: the same hash is the same write. */
  record Write(String hash, Tag tag) {}

  /**
   * @param filler whether it only takes the write's nonce, so that the write can never land
   */
  private record Landed(Write write, boolean succeeded, boolean filler) {}

  private static final int FAILURES_AT_FIRST = 2;

  private final World world;
  private final int confirmations;

  /** Whether what pays more takes the place of what a node has; else the node keeps that. */
  private final boolean priced;

  private final List<List<Landed>> blocks = new ArrayList<>();
  private final Map<Write, Long> pool = new LinkedHashMap<>();
  private final Map<Write, Long> fillers = new LinkedHashMap<>();
  private final Map<Write, Integer> heights = new LinkedHashMap<>();
  private final Map<Write, Integer> filled = new HashMap<>();
  private final Map<Tag, Long> tookEffect = new HashMap<>();
  private final Map<Tag, Integer> inEffect = new HashMap<>();
  private long stalledUntil;
  private long awayUntil;
  private long behindUntil;
  private int stoppedAt;
  private int highest;

  Subchain(World world, int confirmations) {
    this.world = world;
    this.confirmations = confirmations;
    this.priced = world.random.nextBoolean();
  }

  /** Hands in a write; one that is known already changes nothing. */
  void submit(Write write, int latency) {
    if (!isUsed(write)) {
      pool.putIfAbsent(write, world.now() + latency);
    }
  }

  /** Hands in something else with its nonce; where a node has the write, either may land. */
  void fill(Write write) {
    if (!isUsed(write) && (priced || !pool.containsKey(write))) {
      fillers.putIfAbsent(write, world.now() + 200);
    }
  }

  private boolean isUsed(Write write) {
    return heights.containsKey(write) || filled.containsKey(write);
  }

  /** The own node is out of reach for a while. */
  void beAway(int millis) {
    awayUntil = world.now() + millis;
  }

  boolean isAway() {
    return world.isFaulty() && world.now() < awayUntil;
  }

  /** The own node gets no blocks for a while. */
  void fallBehind(int count, int millis) {
    stoppedAt = Math.max(0, blocks.size() - count);
    behindUntil = world.now() + millis;
  }

  /** Whether the own node lacks blocks. */
  boolean isBehind() {
    return world.isFaulty() && world.now() < behindUntil && stoppedAt < blocks.size();
  }

  /** As {@link #outcome}, by what the own node shows. */
  Optional<Boolean> shown(Write write) {
    Integer height = heights.getOrDefault(write, filled.get(write));
    boolean hidden =
        isAway() || isBehind() && height != null && height + confirmations > stoppedAt - 1;
    return hidden ? Optional.empty() : outcome(write);
  }

  void stall(int millis) {
    stalledUntil = world.now() + millis;
  }

  /** Makes the next block, if the chain makes any. */
  void mine() {
    if (world.now() < stalledUntil) {
      return;
    }
    if (confirmations > 0 && world.chance(world.faults.reorganisation())) {
      int deepest = Math.min(blocks.size(), blocks.size() - highest + confirmations);
      dropBlocks(Math.min(deepest, 1 + world.random.nextInt(confirmations)));
    }
    List<Landed> block = new ArrayList<>();
    boolean fillersFirst = !fillers.isEmpty() && world.random.nextBoolean();
    if (fillersFirst) {
      takeFillers(block);
    }
    for (Write write : due(pool)) {
      pool.remove(write);
      if (!isUsed(write)) {
        Landed landed = new Landed(write, run(write), false);
        heights.put(write, blocks.size());
        if (landed.succeeded()) {
          inEffect.merge(write.tag(), 1, Integer::sum);
          tookEffect.put(write.tag(), world.now());
        }
        block.add(landed);
      }
    }
    takeFillers(block);
    blocks.add(block);
    highest = Math.max(highest, blocks.size());
    if (!block.isEmpty()) {
      world.watch.chainChanged();
    }
  }

  private List<Write> due(Map<Write, Long> waiting) {
    return waiting.entrySet().stream()
        .filter(entry -> entry.getValue() <= world.now())
        .map(Map.Entry::getKey)
        .toList();
  }

  private void takeFillers(List<Landed> block) {
    for (Write write : due(fillers)) {
      fillers.remove(write);
      if (!isUsed(write)) {
        pool.remove(write);
        filled.put(write, blocks.size());
        block.add(new Landed(write, false, true));
      }
    }
  }

  private void dropBlocks(int count) {
    world.watch.chainChanged();
    for (int i = 0; i < count; i++) {
      for (Landed landed : blocks.removeLast()) {
        (landed.filler() ? filled : heights).remove(landed.write());
        if (landed.succeeded()) {
          inEffect.merge(landed.write().tag(), -1, Integer::sum);
        }
        (landed.filler() ? fillers : pool)
            .put(landed.write(), world.now() + world.random.nextInt(4_000));
      }
    }
  }

  private boolean run(Write write) {
    Tag tag = write.tag();
    Story.StepStory fate = world.fate(tag.spot());
    if (!tag.undo()) {
      return fate.fate == Story.Fate.Succeeds;
    }
    return switch (fate.undoFate) {
      case Succeeds -> isInEffect(tag.spot());
      case RevertsAtFirst -> isInEffect(tag.spot()) && attempts(tag) >= FAILURES_AT_FIRST;
      case Reverts, DoesNotExist -> false;
    };
  }

  private long attempts(Tag tag) {
    return blocks.stream()
        .flatMap(List::stream)
        .filter(landed -> landed.write().tag().equals(tag) && !landed.filler())
        .count();
  }

  /**
   * Whether a write took effect, which one whose nonce is taken never will; empty while that is not
   * deep enough in the chain to be told.
   */
  Optional<Boolean> outcome(Write write) {
    Integer height = heights.getOrDefault(write, filled.get(write));
    if (height == null || height + confirmations > blocks.size() - 1) {
      return Optional.empty();
    }
    return Optional.of(
        blocks.get(height).stream()
            .anyMatch(landed -> landed.write().equals(write) && landed.succeeded()));
  }

  /** Writes that blocks have. */
  Set<Write> landed() {
    return heights.keySet();
  }

  /** When what has this tag took effect last; empty if it never did. */
  Optional<Long> tookEffect(Tag tag) {
    return Optional.ofNullable(tookEffect.get(tag));
  }

  /** Writes that are handed in and did not land. */
  Iterable<Write> waiting() {
    return pool.keySet();
  }

  int timesInEffect(Spot spot) {
    return inEffect.getOrDefault(new Tag(spot, false), 0);
  }

  int timesUndone(Spot spot) {
    return inEffect.getOrDefault(new Tag(spot, true), 0);
  }

  /** Whether the step took effect and was not undone. */
  boolean isInEffect(Spot spot) {
    return timesInEffect(spot) > 0 && timesUndone(spot) == 0;
  }
}
