package io.govchain.simulation;

import io.govchain.crosschain.engine.Outcome;
import io.govchain.crosschain.engine.Progress;
import io.govchain.crosschain.engine.StepProgress.Stage;
import io.govchain.simulation.chain.LedgerRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One disk is lost, or an older copy of it put back, once, where it hurts most: nobody may be
 * called for that alone.
 */
final class SoleLoss {
  private static final double CHANCE = 0.05;
  private static final int SHORT = 3_000;

  private final World world;
  private final Set<Party> copied = new HashSet<>();
  private boolean over;

  SoleLoss(World world) {
    this.world = world;
  }

  void second() {
    if (over) {
      return;
    }
    world.parties().forEach(this::mayBackUp);
    for (Story story : world.stories()) {
      if (!over) {
        world.ledger.find(story.transaction).ifPresent(this::mayHurt);
      }
    }
    if (!over && world.chance(CHANCE / 4)) {
      List<Party> all = world.parties();
      lose(all.get(world.random.nextInt(all.size())));
    }
  }

  /** Once, and above all where a step of its own is promised and not started yet. */
  private void mayBackUp(Party party) {
    boolean promised =
        party.unfinished().stream()
            .flatMap(transaction -> party.state(transaction).known().stream())
            .anyMatch(SoleLoss::isToStart);
    if (!copied.contains(party) && world.chance(promised ? 8 * CHANCE : CHANCE / 2)) {
      copied.add(party);
      party.backUp();
      party.subchainProxy().backUp();
    }
  }

  private static boolean isToStart(Progress known) {
    return IntStream.range(0, known.size())
        .filter(known.plan()::isOwn)
        .mapToObj(step -> known.step(step).stage())
        .anyMatch(stage -> stage == Stage.Idle || stage == Stage.Queued);
  }

  /** Who has written what may have to be undone, above all if nobody was told of it yet. */
  private void mayHurt(LedgerRecord record) {
    for (int index = 0; index < record.steps().size() && !record.hasEnded() && !over; index++) {
      LedgerRecord.Step step = record.step(index);
      Party party = world.party(step.descriptor().responsible());
      boolean untold =
          step.outcome() == Outcome.Pending
              && party.subchain().isInEffect(new Spot(record.transaction(), index));
      boolean stands = step.outcome() == Outcome.Succeeded && !step.isSignedOff();
      if (untold && world.chance(8 * CHANCE)) {
        over = true;
        party.restoreDisk(untilItIsTooLate(record));
      } else if (stands && world.chance(CHANCE)) {
        lose(party);
      }
    }
  }

  /** Then nobody asks for the step any more. */
  private int untilItIsTooLate(LedgerRecord record) {
    long left = 1_000 * (record.deadline() - world.ledger.time());
    return (int) Math.max(SHORT, left + world.random.nextInt(20_000));
  }

  private void lose(Party party) {
    over = true;
    switch (world.random.nextInt(6)) {
      case 0, 1 -> party.loseDisk();
      case 2, 3 -> party.restoreDisk(SHORT);
      case 4 -> party.subchainProxy().loseDisk();
      default -> party.subchainProxy().restoreDisk();
    }
  }
}
