package io.govchain.crosschain.simulation;

import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Reason;
import io.govchain.crosschain.engine.StepProgress;
import io.govchain.crosschain.engine.StepResult;
import java.util.HashSet;
import java.util.Set;

/** A party's subchain proxy: takes its time, never forgets, answers until it is heard. */
final class SubchainProxyModel {
  private final PartyModel party;
  private final World world;
  private final SubchainModel subchain;
  private final Set<SubchainModel.Spot> asked = new HashSet<>();

  SubchainProxyModel(PartyModel party, World world, SubchainModel subchain) {
    this.party = party;
    this.world = world;
    this.subchain = subchain;
  }

  void execute(String transaction, int step) {
    SubchainModel.Spot spot = new SubchainModel.Spot(transaction, step);
    Story.StepStory story = world.stories.get(transaction).steps.get(step);
    long deadline = world.stories.get(transaction).plan().deadline();
    boolean expired = world.chain.time() >= deadline;
    if (asked.add(spot)) {
      world.after(expired ? 1 : 1 + story.latency, () -> run(spot, story.fate, expired));
    } else if (subchain.wasAsked(spot)) {
      answer(spot, subchain.execute(spot, story.fate, expired));
    }
  }

  void compensate(String transaction, int step, int attempt) {
    SubchainModel.Spot spot = new SubchainModel.Spot(transaction, step);
    world.after(200 + world.random.nextInt(1_000), () -> undo(spot, attempt));
  }

  private void run(SubchainModel.Spot spot, SubchainModel.Fate fate, boolean expired) {
    StepResult result = subchain.execute(spot, fate, expired);
    if (subchain.tookEffect(spot)) {
      checkIntent(spot);
    }
    answer(spot, result);
  }

  private void checkIntent(SubchainModel.Spot spot) {
    if (!world.chain.records.containsKey(spot.transaction())) {
      throw new Violation("I1 intent before effect", spot + " took effect without a record");
    }
    boolean known =
        party
            .state(spot.transaction())
            .known()
            .map(progress -> progress.step(spot.step()).stage() != StepProgress.Stage.Idle)
            .orElse(false);
    if (!known && party.disk() == 0) {
      throw new Violation("I1 intent before effect", spot + " is not in the journal");
    }
  }

  private void undo(SubchainModel.Spot spot, int attempt) {
    Story.StepStory story = world.stories.get(spot.transaction()).steps.get(spot.step());
    if (subchain.undo(spot, story.undoFate, attempt)) {
      deliver(spot.transaction(), new Input.CompensatorExecuted(spot.step(), attempt, "0xundone"));
    } else {
      boolean definitive =
          story.undoFate == SubchainModel.UndoFate.FailsForGood || !subchain.tookEffect(spot);
      deliver(
          spot.transaction(),
          new Input.CompensatorRefused(
              spot.step(),
              attempt,
              definitive,
              new Reason("compensator-refused", ""),
              world.chain.time()));
    }
  }

  private void answer(SubchainModel.Spot spot, StepResult result) {
    deliver(spot.transaction(), new Input.StepExecuted(spot.step(), result));
  }

  private void deliver(String transaction, Input input) {
    boolean lost = world.chance(world.faults.loss());
    boolean taken = !lost && party.step(transaction, input);
    boolean acknowledged = taken && !world.chance(world.faults.loss());
    if (!acknowledged) {
      world.after(700, () -> deliver(transaction, input));
    }
  }
}
