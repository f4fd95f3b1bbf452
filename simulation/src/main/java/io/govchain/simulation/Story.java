package io.govchain.simulation;

import io.govchain.crosschain.engine.Plan;
import io.govchain.crosschain.engine.PlanStep;
import io.govchain.simulation.chain.Descriptor;
import io.govchain.simulation.chain.Ledger;
import io.govchain.simulation.chain.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** One call of an application, and what the world has decided to happen to it. */
final class Story {

  /** What the world has decided to happen to a step where it is executed. */
  enum Fate {
    Succeeds,
    Reverts
  }

  /** What the world has decided to happen to a compensator. */
  enum UndoFate {
    Succeeds,
    /** The first attempts revert. */
    RevertsAtFirst,
    /** Every attempt reverts until people have mended the contract. */
    Reverts,
    /** The contract declares none. */
    DoesNotExist
  }

  /** What a party that lies says of its own step. */
  enum Claim {
    Truth,
    Success,
    Failure
  }

  /** What the world has in mind for a step. Latencies are milliseconds. */
  static final class StepStory {
    final Fate fate;
    final Claim claim;
    final int latency;
    final UndoFate unmended;
    UndoFate undoFate;

    StepStory(Fate fate, UndoFate undoFate, Claim claim, int latency) {
      this.fate = fate;
      this.unmended = undoFate;
      this.undoFate = undoFate;
      this.claim = claim;
      this.latency = latency;
    }
  }

  /** Longer than every deadline with its grace: the chain seems to hang, then goes on. */
  private static final int HANGS = 180_000;

  private static final int MANY = 8;

  /** Seconds from one step to the next, where nothing goes wrong. */
  private static final long LONGEST_STEP = 8;

  final String transaction;
  final long calledAt;
  final String initiator;
  final long deadline;
  final List<Descriptor> steps = new ArrayList<>();
  final List<StepStory> fates = new ArrayList<>();

  private Story(String transaction, String initiator, long calledAt, long deadline) {
    this.transaction = transaction;
    this.initiator = initiator;
    this.calledAt = calledAt;
    this.deadline = deadline;
  }

  static Story of(int number, List<String> parties, RandomGenerator random) {
    long calledAt = random.nextInt(20_000);
    long deadline = calledAt / 1000 + 25 + random.nextInt(30);
    String initiator = parties.get(random.nextInt(parties.size()));
    Story story = new Story("t" + number, initiator, calledAt, deadline);
    List<String> peers = parties.stream().filter(party -> !party.equals(initiator)).toList();
    int mood = random.nextInt(6);
    int count = random.nextInt(12) == 0 ? MANY : 1 + random.nextInt(4);
    for (int step = 0; step < count; step++) {
      Pipeline pipeline = Pipeline.between(initiator, peers.get(random.nextInt(peers.size())));
      boolean write = random.nextInt(4) > 0;
      story.steps.add(new Descriptor(pipeline, write, random.nextBoolean()));
      story.fates.add(
          switch (mood) {
            case 0, 1 -> kindly(random);
            case 2 -> gently(random);
            default -> somehow(random);
          });
    }
    return story;
  }

  /** The application signs its call for the versions of the pipelines that are agreed on now. */
  void sign(Ledger ledger) {
    steps.replaceAll(step -> step.by(ledger.present(step.pipeline())));
  }

  /** What the initiator of this call wants, as a party sees it. */
  Plan planOf(String self) {
    return plan(transaction, self, initiator, deadline, steps);
  }

  static Plan plan(
      String transaction, String self, String initiator, long deadline, List<Descriptor> steps) {
    List<PlanStep> planned =
        steps.stream()
            .map(
                step ->
                    new PlanStep(
                        step.pipeline().path(),
                        step.pipeline().version(),
                        step.write(),
                        step.responsible(),
                        step.verifier()))
            .toList();
    return new Plan(transaction, self, initiator, deadline, planned);
  }

  /** Every write can be undone soon, and for every other call has to be. */
  void makeUndoable(RandomGenerator random) {
    boolean fails = random.nextBoolean();
    for (int step = 0; step < fates.size(); step++) {
      Fate fate = fails && step == fates.size() - 1 ? Fate.Reverts : fates.get(step).fate;
      int latency = fates.get(step).latency % 2_000;
      fates.set(step, new StepStory(fate, UndoFate.Succeeds, Claim.Truth, latency));
    }
  }

  /** Whether nothing but faults can keep it from settling. */
  boolean isKind() {
    long time = deadline - calledAt / 1000;
    return steps.size() < MANY
        && steps.size() * LONGEST_STEP <= time
        && fates.stream().allMatch(step -> step.fate == Fate.Succeeds && step.latency < 500);
  }

  /** Whether it can end without people: every step ends soon, and can be undone in time. */
  boolean needsNobody() {
    long slow = fates.stream().filter(step -> step.unmended == UndoFate.RevertsAtFirst).count();
    return steps.size() < MANY
        && slow <= 2
        && fates.stream()
            .allMatch(
                step ->
                    (step.unmended == UndoFate.Succeeds || step.unmended == UndoFate.RevertsAtFirst)
                        && step.latency < 5_000);
  }

  private static StepStory kindly(RandomGenerator random) {
    return new StepStory(Fate.Succeeds, UndoFate.Succeeds, Claim.Truth, random.nextInt(500));
  }

  /** It may fail, but soon, and what was done can be undone. */
  private static StepStory gently(RandomGenerator random) {
    return new StepStory(
        random.nextInt(3) == 0 ? Fate.Reverts : Fate.Succeeds,
        random.nextBoolean() ? UndoFate.Succeeds : UndoFate.RevertsAtFirst,
        Claim.Truth,
        random.nextInt(1_500));
  }

  private static StepStory somehow(RandomGenerator random) {
    Fate fate = random.nextInt(4) == 0 ? Fate.Reverts : Fate.Succeeds;
    UndoFate undo =
        switch (random.nextInt(7)) {
          case 0 -> UndoFate.Reverts;
          case 1 -> UndoFate.DoesNotExist;
          case 2, 3 -> UndoFate.RevertsAtFirst;
          default -> UndoFate.Succeeds;
        };
    Claim claim =
        switch (random.nextInt(4)) {
          case 0 -> Claim.Success;
          case 1 -> Claim.Failure;
          default -> Claim.Truth;
        };
    int latency =
        switch (random.nextInt(8)) {
          case 0 -> HANGS;
          case 1, 2 -> 20_000 + random.nextInt(60_000);
          default -> random.nextInt(3_000);
        };
    return new StepStory(fate, undo, claim, latency);
  }
}
