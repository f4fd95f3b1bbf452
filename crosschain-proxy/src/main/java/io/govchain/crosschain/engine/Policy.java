package io.govchain.crosschain.engine;

import java.util.Objects;

/**
 * The engine's only settings. All durations are seconds of governance block time.
 *
 * @param patience how much longer than the initiator other parties wait before they abort or
 *     escalate themselves
 * @param escalationGrace how long after the deadline compensation may take before it is handed to
 *     people
 * @param compensatorAttempts how often a compensator is tried before it counts as failed
 * @param firstBackOff pause after the first refused attempt; doubles each time, and is up to a
 *     quarter longer, by the transaction: what was refused to very many at once does not come back
 *     at once
 * @param longestBackOff upper bound of that pause, but for the quarter
 */
public record Policy(
    long patience,
    long escalationGrace,
    int compensatorAttempts,
    long firstBackOff,
    long longestBackOff) {

  /** What a service uses unless configured otherwise. */
  public static final Policy STANDARD = new Policy(30, 600, 5, 5, 120);

  public Policy {
    if (patience < 0 || escalationGrace < 0 || compensatorAttempts < 1 || firstBackOff < 1) {
      throw new IllegalArgumentException(
          "patience %d and grace %d must be >= 0, attempts %d and back-off %d >= 1"
              .formatted(patience, escalationGrace, compensatorAttempts, firstBackOff));
    }
  }

  long backOff(String transaction, int step, int attempt) {
    long doubled = firstBackOff << Math.min(attempt - 1, 20);
    long pause = Math.min(doubled, Math.max(longestBackOff, firstBackOff));
    return pause + Math.floorMod(Objects.hash(transaction, step, attempt), pause / 4 + 1);
  }

  long abortAt(Plan plan) {
    return plan.deadline() + 1 + (plan.initiatedHere() ? 0 : patience);
  }

  long escalateAt(Plan plan) {
    return abortAt(plan) + escalationGrace;
  }
}
