package io.govchain.simulation;

import io.govchain.crosschain.engine.Escalated;
import io.govchain.crosschain.engine.Input;

/** What people at a party do about escalated transactions, and now and then about others. */
final class People {
  private static final int REST = 60_000;

  private final Party party;
  private final World world;

  People(Party party, World world) {
    this.party = party;
    this.world = world;
  }

  void attend(String transaction) {
    if (!party.isUp() || world.now() > World.END - REST) {
      return; // what they want last has the time to come about
    }
    if (!(party.state(transaction) instanceof Escalated escalated)) {
      clickOnAnOldPage(transaction);
      return;
    }
    int steps = escalated.progress().size();
    if (transaction.hashCode() % 2 == 0 && world.random.nextInt(3) > 0) {
      for (int step = 0; step < steps; step++) {
        world.mend(new Spot(transaction, step));
        party.step(transaction, new Input.CompensationRetried(step));
      }
    } else {
      party.step(transaction, new Input.ResolutionAgreed(settlement(transaction)));
    }
  }

  /** What people here want to agree on: mostly, but not always, what the others want, too. */
  private String settlement(String transaction) {
    String terms = world.random.nextInt(4) == 0 ? party.name() : "both";
    return Digests.of("agreed on %s, terms of %s".formatted(transaction, terms));
  }

  /** An order for a transaction that has gone on since the page was shown. */
  private void clickOnAnOldPage(String transaction) {
    if (world.random.nextInt(4) == 0) {
      boolean retry = world.random.nextBoolean();
      party.step(
          transaction,
          retry
              ? new Input.CompensationRetried(0)
              : new Input.ResolutionAgreed(settlement(transaction)));
    }
  }
}
