package io.govchain.crosschain.simulation;

import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Reason;
import io.govchain.crosschain.engine.StepResult;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** Everything, as values: one thread, one clock, one source of chance. Same seed, same world. */
final class World {
  static final int BLOCK_MILLIS = 1_000;
  private static final long END = 400_000;
  private static final int TRACED = 80;

  private record Happening(long time, long order, Runnable what) implements Comparable<Happening> {
    @Override
    public int compareTo(Happening other) {
      int byTime = Long.compare(time, other.time);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  final SplittableRandom random;
  final Faults faults;
  final Brain brain;
  final ChainModel chain = new ChainModel();
  final Map<String, Story> stories = new LinkedHashMap<>();
  final Map<String, PartyModel> parties = new LinkedHashMap<>();
  final Post post = new Post(this);
  private final Invariants invariants = new Invariants(this);
  private final PriorityQueue<Happening> happenings = new PriorityQueue<>();
  private final Deque<Object[]> trace = new ArrayDeque<>();
  private final long seed;
  private long now;
  private long order;
  private boolean over;

  World(long seed, Brain brain) {
    this.seed = seed;
    this.brain = brain;
    this.random = new SplittableRandom(seed);
    this.faults = Faults.of(random);
    List<String> names = List.of("a", "b", "c");
    names.forEach(name -> parties.put(name, new PartyModel(name, this)));
    int count = 1 + random.nextInt(4);
    for (int number = 0; number < count; number++) {
      Story story = Story.of(number, names, random);
      stories.put(story.transaction, story);
      at(story.calledAt, () -> call(story));
    }
    at(0, this::second);
  }

  /** Lets it all happen; throws a {@link Violation} that names invariant, seed and history. */
  void run() {
    try {
      while (!happenings.isEmpty() && happenings.peek().time() <= END && !over) {
        Happening next = happenings.poll();
        now = next.time();
        next.what().run();
        invariants.check();
      }
      invariants.checkEnd();
    } catch (Violation violated) {
      StringBuilder history = new StringBuilder();
      trace.forEach(line -> history.append(String.format("%8s %s %s %s %s%n", line)));
      throw new Violation(
          violated.invariant,
          "%s%nseed %d, faults %s, %s%n%s"
              .formatted(violated.getMessage(), seed, faults, describe(), history));
    }
  }

  boolean isHonest() {
    return brain == Brain.HONEST;
  }

  long now() {
    return now;
  }

  boolean isFaulty() {
    return now < Faults.END;
  }

  boolean chance(double probability) {
    return isFaulty() && random.nextDouble() < probability;
  }

  void after(long millis, Runnable what) {
    at(now + millis, what);
  }

  void note(String who, Object what, Object state, Object effects) {
    trace.add(new Object[] {now, who, what, state, effects});
    if (trace.size() > TRACED) {
      trace.removeFirst();
    }
  }

  private void at(long time, Runnable what) {
    happenings.add(new Happening(time, order++, what));
  }

  private void call(Story story) {
    PartyModel initiator = parties.get(story.plan().initiator());
    boolean taken =
        initiator.step(story.transaction, new Input.CallForwarded(story.plan(), chain.time()));
    if (!taken) {
      after(1_000, () -> call(story));
    }
  }

  private void second() {
    over = isOver();
    chain.mine(now / 1_000);
    for (PartyModel party : parties.values()) {
      after(random.nextInt(1 + faults.slowest() / 4), party::follow);
      if (chance(faults.crash())) {
        party.crash(500 + random.nextInt(Math.max(1, faults.longestOutage())));
      }
      if (chance(faults.diskLoss())) {
        party.loseDisk();
      }
      stories.keySet().stream()
          .filter(transaction -> random.nextInt(60) == 0)
          .forEach(party::attend);
      if (chance(faults.forgery())) {
        forge(party);
      }
    }
    after(BLOCK_MILLIS, this::second);
  }

  /**
   * A member claims an outcome, asks for a step or refuses one, though none of it is its business.
   */
  private void forge(PartyModel victim) {
    List<Story> all = stories.values().stream().filter(story -> isUnderWay(story, victim)).toList();
    if (all.isEmpty()) {
      return;
    }
    Story story = all.get(random.nextInt(all.size()));
    int step = random.nextInt(story.steps.size());
    Input forged =
        switch (random.nextInt(4)) {
          case 0 ->
              new Input.OutcomeReceived(step, "mallory", StepResult.succeeded("0xforged", ""));
          case 1 ->
              new Input.StepRequested(
                  story.planOf(victim.name), step, "mallory", List.of(), chain.time());
          case 2 -> new Input.PeerRefused(step, "mallory", Reason.NONE);
          default -> new Input.CompensationRequested("mallory");
        };
    victim.step(story.transaction, forged);
  }

  private boolean isUnderWay(Story story, PartyModel victim) {
    return now >= story.calledAt
        && story.plan().hasParty(victim.name)
        && !victim.state(story.transaction).isFinal();
  }

  private boolean isOver() {
    return now > 60_000
        && stories.values().stream().allMatch(story -> chain.records.containsKey(story.transaction))
        && parties.values().stream().allMatch(PartyModel::isDone);
  }

  private String describe() {
    StringBuilder text = new StringBuilder();
    for (Story story : stories.values()) {
      text.append("%n%s %s".formatted(story.transaction, chain.statusOf(story.transaction)));
      text.append(" by ").append(story.plan().initiator());
      text.append(" until ").append(story.plan().deadline());
      for (int step = 0; step < story.steps.size(); step++) {
        Story.StepStory decided = story.steps.get(step);
        text.append(
            " [%d %s %s->%s %s %s %d]"
                .formatted(
                    step,
                    story.plan().step(step).write() ? "write" : "read",
                    story.plan().step(step).responsible(),
                    story.plan().step(step).verifier(),
                    decided.fate,
                    decided.undoFate,
                    decided.latency));
      }
    }
    return text.toString();
  }
}
