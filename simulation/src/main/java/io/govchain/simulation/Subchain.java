package io.govchain.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  private record Landed(Write write, boolean succeeded) {}

  private static final int FAILURES_AT_FIRST = 2;

  private final World world;
  private final int confirmations;
  private final List<List<Landed>> blocks = new ArrayList<>();
  private final Map<Write, Long> pool = new LinkedHashMap<>();
  private final Map<String, Integer> heights = new HashMap<>();
  private final Map<Tag, Integer> inEffect = new HashMap<>();
  private long stalledUntil;
  private long behindUntil;
  private int stoppedAt;
  private int highest;

  Subchain(World world, int confirmations) {
    this.world = world;
    this.confirmations = confirmations;
  }

  /** Hands in a write; one that is known already changes nothing. */
  void submit(Write write, int latency) {
    if (!heights.containsKey(write.hash())) {
      pool.putIfAbsent(write, world.now() + latency);
    }
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
    Integer height = heights.get(write.hash());
    boolean hidden = isBehind() && height != null && height + confirmations > stoppedAt - 1;
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
    List<Write> due =
        pool.entrySet().stream()
            .filter(entry -> entry.getValue() <= world.now())
            .map(Map.Entry::getKey)
            .toList();
    for (Write write : due) {
      pool.remove(write);
      Landed landed = new Landed(write, run(write));
      heights.put(write.hash(), blocks.size());
      if (landed.succeeded()) {
        inEffect.merge(write.tag(), 1, Integer::sum);
      }
      block.add(landed);
    }
    blocks.add(block);
    highest = Math.max(highest, blocks.size());
    if (!block.isEmpty()) {
      world.watch.chainChanged();
    }
  }

  private void dropBlocks(int count) {
    world.watch.chainChanged();
    for (int i = 0; i < count; i++) {
      for (Landed landed : blocks.removeLast()) {
        heights.remove(landed.write().hash());
        if (landed.succeeded()) {
          inEffect.merge(landed.write().tag(), -1, Integer::sum);
        }
        pool.put(landed.write(), world.now() + world.random.nextInt(4_000));
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
        .filter(landed -> landed.write().tag().equals(tag))
        .count();
  }

  /** Whether a write took effect; empty while it is not deep enough in the chain to be told. */
  Optional<Boolean> outcome(Write write) {
    Integer height = heights.get(write.hash());
    if (height == null || height + confirmations > blocks.size() - 1) {
      return Optional.empty();
    }
    return Optional.of(
        blocks.get(height).stream()
            .anyMatch(landed -> landed.write().equals(write) && landed.succeeded()));
  }

  /** A write with this tag that landed: of several, the one that took effect. */
  Optional<Write> find(Tag tag) {
    List<Landed> found =
        blocks.stream()
            .flatMap(List::stream)
            .filter(landed -> landed.write().tag().equals(tag))
            .toList();
    return found.stream()
        .filter(Landed::succeeded)
        .findFirst()
        .or(() -> found.stream().findFirst())
        .map(Landed::write);
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
