package io.govchain.simulation;

import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.TransactionState;
import java.util.HashMap;
import java.util.Map;

/** As the service's sweeper: where nothing has happened for a while, all is asked for again. */
final class Sweep {
  private static final long PATIENCE = 20;
  private static final long LONGEST_PAUSE = 300;

  private final Party party;
  private final Map<String, Seen> seen = new HashMap<>();

  private record Seen(TransactionState state, long next, int repairs) {}

  Sweep(Party party) {
    this.party = party;
  }

  void look() {
    for (String transaction : party.unfinished()) {
      TransactionState state = party.state(transaction);
      Seen before = seen.get(transaction);
      long now = party.blockTime();
      if (before == null || !before.state().equals(state)) {
        seen.put(transaction, new Seen(state, now + PATIENCE, 0));
      } else if (now >= before.next()) {
        int repairs = before.repairs() + 1;
        long pause = Math.min(PATIENCE << Math.min(repairs, 10), LONGEST_PAUSE);
        party.step(transaction, new Input.Restarted());
        seen.put(transaction, new Seen(party.state(transaction), now + pause, repairs));
      }
    }
  }

  /** What a process remembers ends with it. */
  void forget() {
    seen.clear();
  }
}
