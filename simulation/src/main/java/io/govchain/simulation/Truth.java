package io.govchain.simulation;

import io.govchain.crosschain.engine.ChainStatus;
import io.govchain.crosschain.engine.CompensationResult;
import io.govchain.crosschain.engine.Outcome;
import io.govchain.crosschain.engine.Verdict;
import io.govchain.simulation.chain.Descriptor;
import io.govchain.simulation.chain.LedgerRecord;
import java.util.function.Supplier;

/**
 * Compares records with what only the world knows: what took effect on the subchains (I2, I3, I7).
 */
final class Truth {
  private final World world;

  Truth(World world) {
    this.world = world;
  }

  void check(Story story) {
    for (int step = 0; step < story.steps.size(); step++) {
      for (Party party : world.parties()) {
        atMostOnce(party, new Spot(story.transaction, step));
      }
    }
    world.ledger.find(story.transaction).ifPresent(this::check);
  }

  private void atMostOnce(Party party, Spot spot) {
    int done = party.subchain().timesInEffect(spot);
    int undone = party.subchain().timesUndone(spot);
    require(
        Invariant.I2,
        spot,
        done <= 1 && undone <= done,
        () -> "took effect %d times and was undone %d times".formatted(done, undone));
  }

  private void check(LedgerRecord record) {
    for (int index = 0; index < record.steps().size(); index++) {
      LedgerRecord.Step step = record.step(index);
      Descriptor planned = step.descriptor();
      Spot spot = new Spot(record.transaction(), index);
      if (world.isHonest(planned.responsible())) {
        ofHonestParty(record, step, spot);
      }
      if (record.status() == ChainStatus.Settled) {
        settled(step, spot);
      }
    }
  }

  private void ofHonestParty(LedgerRecord record, LedgerRecord.Step step, Spot spot) {
    Subchain subchain = world.party(step.descriptor().responsible()).subchain();
    boolean denied = step.outcome() == Outcome.Failed || step.outcome() == Outcome.NotExecuted;
    require(
        Invariant.I7,
        spot,
        !(denied && subchain.timesInEffect(spot) > 0),
        () -> "took effect, but the record says " + step.outcome());
    boolean undone = step.compensation() == CompensationResult.Compensated;
    require(
        Invariant.I3,
        spot,
        !(undone && subchain.isInEffect(spot)),
        () -> "is on the record as undone, but is in effect");
    require(
        Invariant.I3,
        spot,
        !(record.status() == ChainStatus.Compensated && subchain.isInEffect(spot)),
        () -> "is in effect, but its transaction is on the record as compensated");
  }

  /** One honest side is enough: it would not have reported, or not have accepted. */
  private void settled(LedgerRecord.Step step, Spot spot) {
    Descriptor planned = step.descriptor();
    require(
        Invariant.I3,
        spot,
        step.outcome() == Outcome.Succeeded && step.verdict() == Verdict.Accepted,
        () ->
            "is settled, but on the record as %s and %s".formatted(step.outcome(), step.verdict()));
    boolean watched =
        world.isHonest(planned.responsible())
            || (world.isHonest(planned.verifier()) && isParty(planned.responsible()));
    if (planned.write() && watched) {
      require(
          Invariant.I3,
          spot,
          world.party(planned.responsible()).subchain().isInEffect(spot),
          () -> "is settled, but not in effect");
    }
  }

  private boolean isParty(String name) {
    return world.party(name) != null;
  }

  private static void require(
      Invariant invariant, Spot spot, boolean holds, Supplier<String> otherwise) {
    if (!holds) {
      throw new Violation(invariant, spot.transaction(), spot + " " + otherwise.get());
    }
  }
}
