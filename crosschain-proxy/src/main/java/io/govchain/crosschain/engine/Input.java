package io.govchain.crosschain.engine;

import java.util.List;
import java.util.Objects;

/**
 * Something that happened, in the past tense. Whoever feeds the engine has checked signatures,
 * membership and message form before; the engine itself checks who may speak for which step.
 *
 * <p>Inputs from the governance chain come in chain order, and {@link BlockTimeAdvanced} for a
 * block comes after that block's events.
 */
public sealed interface Input {

  /** An input about one step (or {@link Entry#WHOLE}); out of range it changes nothing. */
  sealed interface OfStep extends Input {
    int step();
  }

  /** The own subchain proxy forwarded an application's call; this party is the initiator. */
  record CallForwarded(Plan plan, long blockTime) implements Input {}

  /**
   * A peer asked this party for a step.
   *
   * @param plan made from the signed call; must agree with the record
   * @param earlier what the peer says about all earlier steps; their evidence is stored already
   */
  record StepRequested(Plan plan, int step, String from, List<Claim> earlier, long blockTime)
      implements OfStep {
    public StepRequested {
      earlier = List.copyOf(earlier);
      Objects.checkIndex(step, plan.steps().size());
    }
  }

  /**
   * The record of a transaction was opened in which this party has a part, or which it knows of:
   * the id of a call that it knows may be opened by strangers with a plan of theirs.
   *
   * @param plan made from the record's step descriptors
   * @param journalLost whether this party may have acted on it in a life it cannot remember: true
   *     for all records up to the head of the chain at the first start with an empty journal, or
   *     with an older copy of it
   */
  record RecordOpened(Plan plan, boolean journalLost, long blockTime) implements Input {}

  /**
   * The record took somebody's entry.
   *
   * @param own whether it was this party's
   */
  record StepReportedOnChain(int step, Entry entry, String digest, boolean own) implements OfStep {}

  /** The record's status changed. */
  record StatusChangedOnChain(ChainStatus status) implements Input {}

  /** The record refused an entry of this party. */
  record EntryRejectedOnChain(int step, Entry entry, Rejection reason) implements OfStep {}

  /** The own subchain proxy told what became of a step; its evidence is stored already. */
  record StepExecuted(int step, StepResult result) implements OfStep {}

  /**
   * The own subchain proxy refused the step. Only to be fed when the refusal means that the step
   * never took effect and never will: a refused repetition says nothing about the first asking.
   */
  record ExecutionRefused(int step, Reason reason) implements OfStep {}

  /** A peer told what became of a step; its evidence is stored already. */
  record OutcomeReceived(int step, String from, StepResult result) implements OfStep {}

  /** A peer asked for the evidence of an own step. */
  record EvidenceRequested(int step, String from) implements OfStep {}

  /**
   * The evidence with this digest was examined against the subchain's registered rule.
   *
   * @param verdict {@code Accepted} or {@code Disputed}
   */
  record EvidenceJudged(int step, String digest, Verdict verdict, Reason reason) implements OfStep {
    public EvidenceJudged {
      if (verdict == Verdict.None) {
        throw new IllegalArgumentException(
            "evidence of step %d was not judged: wait for a verdict".formatted(step));
      }
    }
  }

  /** A peer refused the step it was asked for. */
  record PeerRefused(int step, String from, Reason reason) implements OfStep {}

  /** A message expired in the outbox. It may still have arrived: acknowledgements get lost too. */
  record MessageUndeliverable(int step, MessageKind kind) implements OfStep {}

  /** A peer pointed out that compensation is waiting for this party. Only a nudge. */
  record CompensationRequested(String from) implements Input {}

  /** The governance chain's block time reached this second. */
  record BlockTimeAdvanced(long blockTime) implements Input {}

  /** The own subchain proxy undid a step; the evidence is stored already. */
  record CompensatorExecuted(int step, int attempt, String digest) implements OfStep {}

  /**
   * The compensator definitely did not take effect in this attempt.
   *
   * @param definitive whether trying again is pointless (no compensator, refused by the contract)
   */
  record CompensatorRefused(
      int step, int attempt, boolean definitive, Reason reason, long blockTime) implements OfStep {}

  /** An operator ordered one more attempt to undo a step. */
  record CompensationRetried(int step) implements OfStep {}

  /** An operator agreed, for this party, that an escalated transaction is resolved. */
  record ResolutionAgreed(String digest) implements Input {}

  /**
   * The journal is an older copy of itself, or may be one: what this party did for the transaction
   * since then it does not remember. Comes before anything else that is heard after that start.
   */
  record JournalRestored() implements Input {}

  /** The process started again, or has reason to doubt that all effects were performed. */
  record Restarted() implements Input {}
}
