package io.govchain.simulation;

import io.govchain.crosschain.engine.PlanStep;
import io.govchain.crosschain.engine.StepResult;
import io.govchain.simulation.chain.Ledger;
import io.govchain.simulation.mutation.Brain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Everything, as values: one thread, one clock, one source of chance. Same seed, same world. */
final class World {
  static final String SUBCHAIN_PROXY = "/subchain";

  /** A member of the consortium that is no party of any honest call. */
  static final String MALLORY = "m";

  private static final List<String> PARTIES = List.of("a", "b", "c");
  static final long END = 420_000;
  private static final long SHORTEST = 60_000;
  private static final int SECOND = 1_000;

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
  final Ledger ledger = new Ledger();
  final Post post = new Post(this);
  final Visits visits = new Visits();
  final Probe probe = new Probe(this);
  final ForeignOpenings foreignOpenings = new ForeignOpenings(this);
  final CallRecords callRecords = new CallRecords(this);
  final Watch watch;
  private final long seed;
  private final Map<String, Story> stories = new LinkedHashMap<>();
  private final Map<String, Party> parties = new LinkedHashMap<>();
  private final Map<String, Evidence> shown = new LinkedHashMap<>();
  private final Misfortune misfortune;
  private final Trace trace = new Trace();
  private final PriorityQueue<Happening> happenings = new PriorityQueue<>();
  private long now;
  private long order;
  private long events;
  private boolean over;

  World(long seed, Brain brain) {
    this(seed, brain, UnaryOperator.identity());
  }

  /** The world of a seed, but with other faults. */
  World(long seed, Brain brain, UnaryOperator<Faults> change) {
    this.seed = seed;
    this.brain = brain;
    this.random = new SplittableRandom(seed);
    this.faults = change.apply(Faults.of(random));
    String liar = faults.liar() ? PARTIES.get(random.nextInt(PARTIES.size())) : "nobody";
    for (String name : PARTIES) {
      int confirmations = random.nextInt(2) == 0 ? 0 : 3;
      Party party = new Party(name, this, name.equals(liar), confirmations);
      parties.put(name, party);
      post.connect(party);
      post.connect(party.subchainProxy());
    }
    post.connect(new Mailbox(MALLORY));
    this.watch = new Invariants(this);
    this.misfortune = new Misfortune(this);
    int count = 1 + random.nextInt(4);
    for (int number = 0; number < count; number++) {
      Story story = Story.of(number, PARTIES, random);
      if (faults.soleLoss()) {
        story.makeUndoable(random);
      }
      stories.put(story.transaction, story);
      at(story.calledAt, () -> misfortune.call(story));
      foreignOpenings.maybe(story);
    }
    at(0, this::second);
  }

  /** Lets it all happen; the violation of an invariant ends it. */
  Run run() {
    try {
      while (!happenings.isEmpty() && happenings.peek().time() <= END && !over) {
        Happening next = happenings.poll();
        now = next.time();
        events++;
        next.what().run();
        watch.happened();
      }
      watch.ended();
      probe.ended();
      return new Run(seed, events, visits, Optional.empty());
    } catch (Violation violated) {
      return new Run(seed, events, visits, Optional.of(report(violated)));
    }
  }

  private Report.Violated report(Violation violated) {
    return new Report.Violated(
        seed,
        violated.invariant(),
        violated.getMessage(),
        new Description(this).of(violated.transaction()),
        trace.of(violated.transaction()));
  }

  long now() {
    return now;
  }

  boolean isFaulty() {
    return now < Faults.END;
  }

  boolean reachesLedger(Party party) {
    return misfortune.reachesLedger(party);
  }

  /** Never once the faults are over. */
  boolean chance(double probability) {
    return probability > 0 && isFaulty() && random.nextDouble() < probability;
  }

  void after(long millis, Runnable what) {
    at(now + millis, what);
  }

  private void at(long time, Runnable what) {
    happenings.add(new Happening(time, order++, what));
  }

  void note(String who, String transaction, Object what) {
    trace.add(now, who, transaction, what);
  }

  List<Story> stories() {
    return new ArrayList<>(stories.values());
  }

  Story story(String transaction) {
    return stories.get(transaction);
  }

  List<Party> parties() {
    return List.copyOf(parties.values());
  }

  Party party(String name) {
    return parties.get(name);
  }

  boolean isHonest(String name) {
    return parties.containsKey(name) && !parties.get(name).lies();
  }

  /** The institution of a process. */
  static String institution(String process) {
    int slash = process.indexOf('/');
    return slash < 0 ? process : process.substring(0, slash);
  }

  Story.StepStory fate(Spot spot) {
    return story(spot.transaction()).fates.get(spot.step());
  }

  /** People mended the contract, so that its compensator works from now on. */
  void mend(Spot spot) {
    Story.StepStory fate = fate(spot);
    if (fate.undoFate == Story.UndoFate.Reverts) {
      fate.undoFate = Story.UndoFate.Succeeds;
    }
  }

  /** The digest of evidence. */
  String show(String text, Evidence evidence) {
    String digest = Digests.of(text);
    shown.put(digest, evidence);
    return digest;
  }

  /** What a liar says of a write that it never made: nothing, or another step's, is the proof. */
  StepResult pretence(Spot spot) {
    List<String> others =
        shown.entrySet().stream()
            .filter(entry -> !entry.getValue().spot().equals(spot))
            .map(Map.Entry::getKey)
            .toList();
    String digest =
        others.isEmpty() || random.nextBoolean()
            ? Digests.of("invented " + spot)
            : others.get(random.nextInt(others.size()));
    return StepResult.succeeded(digest, "w-never");
  }

  /** What the registered rule says about evidence; empty while it cannot be told. */
  Optional<Boolean> proves(Spot spot, String digest, PlanStep step) {
    Evidence evidence = shown.get(digest);
    if (evidence == null || !evidence.spot().equals(spot)) {
      return Optional.of(false);
    }
    if (!step.write()) {
      return Optional.of(evidence.genuineRead());
    }
    return evidence
        .write()
        .map(write -> party(step.responsible()).subchain().outcome(write))
        .orElse(Optional.of(false));
  }

  private void second() {
    boolean makesABlock = misfortune.second();
    over = isOver(); // After it: whom it has struck is not done.
    if (makesABlock) {
      boolean changed = !ledger.mine(now / SECOND).events().isEmpty();
      if (changed) {
        watch.chainChanged();
      }
    }
    watch.second();
    for (Party party : parties.values()) {
      party.subchain().mine();
      party.subchainProxy().second();
      if (reachesLedger(party)) {
        after(random.nextInt(1 + faults.slowest() / 4), party::follow);
      }
      party.sweep();
      for (String transaction : stories.keySet()) {
        if (random.nextInt(60) == 0) {
          new People(party, this).attend(transaction);
        }
      }
    }
    after(SECOND, this::second);
  }

  private boolean isOver() {
    return now > SHORTEST && parties.values().stream().allMatch(Party::isDone) && allCalled();
  }

  private boolean allCalled() {
    return stories.keySet().stream()
        .allMatch(
            transaction ->
                ledger
                    .find(transaction)
                    .map(record -> record.hasEnded())
                    .orElse(ledger.time() > story(transaction).deadline + 10));
  }
}
