package io.govchain.crosschain.engine;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What was agreed to do: the steps of a transaction, as one of its parties sees them.
 *
 * <p>Parties are named by any string that is used consistently (the path of the pipeline side's
 * cross-chain service). A plan made from a call {@link #agreesWith} the plan made from the record
 * on the governance chain exactly when call and record name the same parties and steps.
 *
 * @param transaction the transaction's id, 0x and 64 lower-case hex characters
 * @param self the party that runs this engine
 * @param initiator the party that opens the record and asks the others for their steps
 * @param deadline governance block time in unix seconds; no step starts at or after it. The
 *     record's is the one that counts; before the record is seen a party may have to estimate it
 * @param steps one to eight steps, run in this order
 */
public record Plan(
    String transaction, String self, String initiator, long deadline, List<PlanStep> steps) {

  /** The most steps that the record on the governance chain has room for. */
  public static final int MAX_STEPS = 8;

  public Plan {
    steps = List.copyOf(steps);
    if (steps.isEmpty() || steps.size() > MAX_STEPS) {
      throw new IllegalArgumentException(
          "a plan has 1 to %d steps, transaction %s has %d"
              .formatted(MAX_STEPS, transaction, steps.size()));
    }
  }

  /** The step at a position that is known to exist. */
  public PlanStep step(int index) {
    return steps.get(index);
  }

  /** Whether this party opened the transaction and drives it. */
  public boolean initiatedHere() {
    return initiator.equals(self);
  }

  /** Whether the other plan is the same but for the deadline, which only the record fixes. */
  public boolean agreesWith(Plan other) {
    return transaction.equals(other.transaction)
        && self.equals(other.self)
        && initiator.equals(other.initiator)
        && steps.equals(other.steps);
  }

  /** Whether this party executes the step and alone speaks for it. */
  public boolean isOwn(int index) {
    return step(index).responsible().equals(self);
  }

  /** Whether this party judges the step's evidence for the record. */
  public boolean isVerifiedHere(int index) {
    return step(index).verifier().equals(self);
  }

  /** Whether a party is the initiator, or responsible for a step, or the verifier of one. */
  public boolean hasParty(String party) {
    return initiator.equals(party) || parties().contains(party);
  }

  /** Whether the party that runs this engine has a part in it. */
  boolean isOfThisParty() {
    return hasParty(self);
  }

  /** Every party of every step, each once, in order of first appearance. */
  public Set<String> parties() {
    Set<String> parties = new LinkedHashSet<>();
    for (PlanStep step : steps) {
      parties.add(step.responsible());
      parties.add(step.verifier());
    }
    return parties;
  }
}
