package io.govchain.subchain.sweep;

import io.govchain.adapter.PastWrite;
import io.govchain.adapter.Sighting;
import io.govchain.adapter.Sighting.State;
import io.govchain.amdp.StepAction;
import io.govchain.governance.StepRecord;
import io.govchain.governance.TransactionRecord;
import io.govchain.governance.TransactionRecord.Status;
import java.util.Map;
import java.util.Optional;

/** What cannot both be true: what was told of a write, and the chain or the record. Pure. */
final class Contradictions {

  private Contradictions() {}

  /** What became of undoing a step. */
  enum Undoing {
    DONE,
    NOT_DONE,
    UNKNOWN
  }

  /**
   * @param seen how each of the claim's transactions stands, by its hash
   * @param blocksAreFinal whether the chain's registered rule has it that no block is replaced
   */
  static Optional<String> onChain(Claim claim, Map<String, Sighting> seen, boolean blocksAreFinal) {
    return claim
        .done()
        .flatMap(done -> missing(done, seen.get(done.transactionHash()), blocksAreFinal))
        .map(missing -> another(claim, seen).map(other -> missing + "; " + other).orElse(missing))
        .or(() -> unexpected(claim, seen));
  }

  private static Optional<String> missing(PastWrite done, Sighting now, boolean blocksAreFinal) {
    String what = "told as done by " + done.transactionHash();
    return switch (now.state()) {
      case ABSENT -> Optional.of(what + ": no block of the subchain has it");
      case INEFFECTIVE ->
          Optional.of("%s: without effect in block %d".formatted(what, now.block()));
      case EFFECTIVE ->
          now.moved() && blocksAreFinal
              ? Optional.of(
                  "%s: in block %d (%s), its evidence proves another, and blocks of this chain are final"
                      .formatted(what, now.block(), now.blockHash()))
              : Optional.empty();
      case AS_PROVED, UNSEEN -> Optional.empty();
    };
  }

  private static Optional<String> unexpected(Claim claim, Map<String, Sighting> seen) {
    String told = claim.done().map(PastWrite::transactionHash).orElse(claim.result().wire());
    return another(claim, seen).map(other -> "told as " + told + ": " + other);
  }

  /** What is gone may stand at another price: whoever did it anew would do it twice. */
  private static Optional<String> another(Claim claim, Map<String, Sighting> seen) {
    return claim.others().stream()
        .map(PastWrite::transactionHash)
        .filter(hash -> seen.get(hash).state() == State.EFFECTIVE)
        .map(
            hash ->
                "%s, signed for the same, took effect in block %d"
                    .formatted(hash, seen.get(hash).block()))
        .findFirst();
  }

  /** Nothing is done before the record is open, so that a record which is not there was there. */
  static Optional<String> withoutRecord(Claim claim) {
    return claim.succeeded()
        ? Optional.of("told as succeeded, and the record does not know the transaction")
        : Optional.empty();
  }

  /**
   * @param undoing what became of undoing this step
   */
  static Optional<String> onRecord(Claim claim, TransactionRecord record, Undoing undoing) {
    if (!record.status().ended() || claim.key().step() >= record.steps().size()) {
      return Optional.empty();
    }
    StepRecord step = record.steps().get(claim.key().step());
    return switch (claim.key().action()) {
      case EXECUTE -> executed(claim, record.status(), step, undoing);
      case COMPENSATE ->
          claim.succeeded() && isUnrecorded(record.status(), step)
              ? Optional.of(
                  "undone, and the record has the transaction as " + record.status().word())
              : Optional.empty();
    };
  }

  /** People who resolved a transaction went by what the record has. */
  private static boolean isUnrecorded(Status status, StepRecord step) {
    return status == Status.SETTLED || (status == Status.RESOLVED && !step.isUndone());
  }

  private static Optional<String> executed(
      Claim claim, Status status, StepRecord step, Undoing undoing) {
    boolean otherwise =
        switch (step.outcome()) {
          case SUCCEEDED -> !claim.succeeded();
          case PENDING, FAILED, NOT_EXECUTED -> claim.succeeded();
        };
    if (otherwise) {
      return Optional.of(
          "told as %s, and the record has it as %s"
              .formatted(claim.result().wire(), step.outcome().word()));
    }
    boolean toBeUndone =
        status == Status.COMPENSATED && claim.succeeded() && undoing == Undoing.NOT_DONE;
    return toBeUndone
        ? Optional.of("done and not undone, and the record has the transaction as compensated")
        : Optional.empty();
  }

  /**
   * Whether the record of an ended transaction has it that this was done.
   *
   * @param action doing or undoing
   */
  static boolean isRecorded(StepAction action, StepRecord step) {
    return switch (action) {
      case EXECUTE -> step.isDone();
      case COMPENSATE -> step.isUndone();
    };
  }
}
