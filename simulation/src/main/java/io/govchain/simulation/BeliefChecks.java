package io.govchain.simulation;

import io.govchain.crosschain.engine.Outcome;
import io.govchain.crosschain.engine.Progress;
import io.govchain.crosschain.engine.StepResult;
import java.util.HashSet;
import java.util.Set;

/** What must hold of what parties believe. */
final class BeliefChecks {
  private final World world;
  private final Set<Fact> facts = new HashSet<>();

  /** What an honest party knows at first hand. */
  private record Fact(Spot spot, Outcome outcome, String digest) {}

  BeliefChecks(World world) {
    this.world = world;
  }

  /** What is known of others' steps is what their own parties said, and no time is ahead. */
  void check(Party party, String transaction, Progress known) {
    Violation.require(
        Invariant.I6,
        transaction,
        known.now() <= world.ledger.time(),
        () ->
            "%s believes that it is %d, the governance chain is at %d"
                .formatted(party.name(), known.now(), world.ledger.time()));
    for (int index = 0; index < known.size(); index++) {
      String responsible = known.plan().step(index).responsible();
      StepResult result = known.step(index).result();
      if (result.outcome() == Outcome.Pending || !world.isHonest(responsible)) {
        continue;
      }
      Spot spot = new Spot(transaction, index);
      Fact fact = new Fact(spot, result.outcome(), result.digest());
      if (responsible.equals(party.name())) {
        facts.add(fact);
      }
      Violation.require(
          Invariant.I5,
          transaction,
          facts.contains(fact),
          () ->
              "%s believes of %s what %s never said: %s"
                  .formatted(party.name(), spot, responsible, result));
    }
  }
}
