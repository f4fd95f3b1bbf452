package io.govchain.crosschain.simulation;

import io.govchain.crosschain.engine.Plan;
import io.govchain.crosschain.engine.PlanStep;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** One transaction of a world, and what the world has decided to happen to it. */
final class Story {

  /** What the world has in mind for a step. Latencies are milliseconds. */
  static final class StepStory {
    final SubchainModel.Fate fate;
    SubchainModel.UndoFate undoFate;
    final int latency;

    StepStory(SubchainModel.Fate fate, SubchainModel.UndoFate undoFate, int latency) {
      this.fate = fate;
      this.undoFate = undoFate;
      this.latency = latency;
    }
  }

  /** Longer than every deadline with its grace: the proxy seems to hang, then tells the truth. */
  private static final int HANGS = 180_000;

  final String transaction;
  final long calledAt;
  final List<StepStory> steps = new ArrayList<>();
  private final Plan plan;

  private Story(String transaction, long calledAt, Plan plan) {
    this.transaction = transaction;
    this.calledAt = calledAt;
    this.plan = plan;
  }

  static Story of(int number, List<String> parties, RandomGenerator random) {
    String transaction = "t" + number;
    long calledAt = random.nextInt(20_000);
    long deadline = calledAt / 1000 + 20 + random.nextInt(30);
    String initiator = parties.get(random.nextInt(parties.size()));
    List<PlanStep> plan = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int step = 0; step < count; step++) {
      String peer = parties.get(random.nextInt(parties.size()));
      boolean own = random.nextBoolean();
      plan.add(
          new PlanStep(
              initiator + "-" + peer,
              1,
              random.nextInt(4) > 0,
              own ? initiator : peer,
              own ? peer : initiator));
    }
    Story story =
        new Story(
            transaction, calledAt, new Plan(transaction, initiator, initiator, deadline, plan));
    boolean kind = random.nextInt(3) == 0;
    for (int step = 0; step < count; step++) {
      story.steps.add(kind ? kindly(random) : somehow(plan.get(step).write(), random));
    }
    return story;
  }

  Plan planOf(String party) {
    return new Plan(transaction, party, plan.initiator(), plan.deadline(), plan.steps());
  }

  Plan plan() {
    return plan;
  }

  /** Whether nothing but faults of the network can keep it from settling. */
  boolean isKind() {
    return steps.stream()
        .allMatch(step -> step.fate == SubchainModel.Fate.Succeeds && step.latency < 2_000);
  }

  /** Whether it can end without people: every step ends soon, and can be undone. */
  boolean needsNobody() {
    return steps.stream()
        .allMatch(
            step ->
                step.fate != SubchainModel.Fate.Lies
                    && step.undoFate != SubchainModel.UndoFate.FailsForGood
                    && step.latency < 5_000);
  }

  private static StepStory kindly(RandomGenerator random) {
    return new StepStory(
        SubchainModel.Fate.Succeeds, SubchainModel.UndoFate.Succeeds, random.nextInt(1_500));
  }

  private static StepStory somehow(boolean write, RandomGenerator random) {
    SubchainModel.Fate fate =
        switch (random.nextInt(8)) {
          case 0, 1 -> SubchainModel.Fate.RefusedByContract;
          case 2 -> write ? SubchainModel.Fate.Lies : SubchainModel.Fate.Succeeds;
          default -> SubchainModel.Fate.Succeeds;
        };
    SubchainModel.UndoFate undo =
        switch (random.nextInt(6)) {
          case 0 -> SubchainModel.UndoFate.FailsForGood;
          case 1, 2 -> SubchainModel.UndoFate.FailsForNow;
          default -> SubchainModel.UndoFate.Succeeds;
        };
    int latency =
        switch (random.nextInt(8)) {
          case 0 -> HANGS;
          case 1, 2 -> 20_000 + random.nextInt(60_000);
          default -> random.nextInt(3_000);
        };
    return new StepStory(fate, undo, latency);
  }
}
