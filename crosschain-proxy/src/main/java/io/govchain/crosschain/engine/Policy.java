package io.govchain.crosschain.engine;

/**
 * The engine's only settings. All durations are seconds of governance block time.
 *
 * @param patience how much longer than the initiator other parties wait before they abort or
 *     escalate themselves
 * @param escalationGrace how long after the deadline compensation may take before it is handed to
 *     people
 * @param compensatorAttempts how often a compensator is tried before it counts as failed
 * @param firstBackOff pause after the first refused attempt; doubles each time
 * @param longestBackOff upper bound of that pause
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

  long backOff(int attempt) {
    long doubled = firstBackOff << Math.min(attempt - 1, 20);
    return Math.min(doubled, Math.max(longestBackOff, firstBackOff));
  }

  long abortAt(Plan plan) {
    return plan.deadline() + 1 + (plan.initiatedHere() ? 0 : patience);
  }

  long escalateAt(Plan plan) {
    return abortAt(plan) + escalationGrace;
  }
}
