package io.govchain.crosschain.conversation;

import io.govchain.amdp.SignedCall;
import io.govchain.crosschain.engine.Judgement;
import io.govchain.crosschain.engine.Plan;
import io.govchain.crosschain.engine.StepResult;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.journal.EvidenceStore;
import io.govchain.crosschain.journal.StoredEvidence;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The transaction that messages are about, as one read sees it: at least what was known when they
 * were decided. Nothing is read twice: evidence is long.
 */
final class Situation {
  private final Handle handle;
  private final String transaction;
  private final TransactionState state;
  private final RecentCalls calls;
  private final EvidenceStore stored;
  private final Letters letters = new Letters();
  private final Map<Integer, Optional<String>> disclosures = new HashMap<>();
  private final Map<Integer, Optional<StoredEvidence>> evidence = new HashMap<>();
  private Optional<SignedCall> call;

  Situation(
      Handle handle,
      String transaction,
      TransactionState state,
      RecentCalls calls,
      EvidenceStore stored) {
    this.handle = handle;
    this.transaction = transaction;
    this.state = state;
    this.calls = calls;
    this.stored = stored;
  }

  Handle handle() {
    return handle;
  }

  String transaction() {
    return transaction;
  }

  TransactionState state() {
    return state;
  }

  /** What was made so far. */
  Letters letters() {
    return letters;
  }

  Plan plan() {
    return state.known().orElseThrow().plan();
  }

  StepResult result(int step) {
    return state.known().orElseThrow().step(step).result();
  }

  Optional<SignedCall> call() {
    if (call == null) {
      call = calls.of(handle, transaction);
    }
    return call;
  }

  SignedCall knownCall() {
    return call()
        .orElseThrow(
            () -> new IllegalStateException("the call of " + transaction + " is not stored"));
  }

  Optional<String> disclosure(int step) {
    return disclosures.computeIfAbsent(
        step, wanted -> Conversations.disclosure(handle, transaction, wanted));
  }

  String knownDisclosure(int step) {
    return disclosure(step)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "arguments of step %d of %s are not stored".formatted(step, transaction)));
  }

  /** The evidence that this party examined and accepted, of whichever party's step. */
  Optional<StoredEvidence> accepted(int step) {
    Judgement judgement = state.known().orElseThrow().step(step).judgement();
    return judgement.stage() == Judgement.Stage.Accepted
        ? stored.ofStep(handle, transaction, step, judgement.digest())
        : Optional.empty();
  }

  /** The evidence that belongs to what is known of a step. */
  Optional<StoredEvidence> evidence(int step) {
    return evidence.computeIfAbsent(
        step, wanted -> stored.ofStep(handle, transaction, wanted, result(wanted).digest()));
  }
}
