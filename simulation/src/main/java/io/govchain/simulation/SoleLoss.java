package io.govchain.simulation;

import io.govchain.crosschain.engine.Outcome;
import io.govchain.simulation.chain.LedgerRecord;
import java.util.Optional;

/** One disk is lost, once, where it hurts most: nobody may be called for that alone. */
final class SoleLoss {
  private static final double CHANCE = 0.05;

  private final World world;
  private boolean over;

  SoleLoss(World world) {
    this.world = world;
  }

  void second() {
    if (!over) {
      victim().ifPresent(this::lose);
    }
  }

  /** Who has written what may have to be undone. Or anybody. */
  private Optional<Party> victim() {
    for (Story story : world.stories()) {
      Optional<LedgerRecord> record = world.ledger.find(story.transaction);
      if (record.isEmpty() || record.get().hasEnded()) {
        continue;
      }
      for (LedgerRecord.Step step : record.get().steps()) {
        boolean stands = step.outcome() == Outcome.Succeeded && !step.isSignedOff();
        if (stands && world.chance(CHANCE)) {
          return Optional.of(world.party(step.descriptor().responsible()));
        }
      }
    }
    int anybody = world.random.nextInt(world.parties().size());
    return world.chance(CHANCE / 4) ? Optional.of(world.parties().get(anybody)) : Optional.empty();
  }

  private void lose(Party party) {
    over = true;
    if (world.random.nextInt(3) > 0) {
      party.loseDisk();
    } else {
      party.subchainProxy().loseDisk();
    }
  }
}
