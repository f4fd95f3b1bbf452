package io.govchain.crosschain.conversation;

import io.govchain.amdp.SignedCall;
import io.govchain.crosschain.engine.Plan;
import io.govchain.crosschain.engine.StepResult;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.journal.EvidenceStore;
import io.govchain.crosschain.journal.StoredEvidence;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The transaction that a message is about, as the write sees it that decides on the message.
 *
 * @param state after the step
 */
record Situation(Handle handle, String transaction, TransactionState state) {
  Plan plan() {
    return state.known().orElseThrow().plan();
  }

  StepResult result(int step) {
    return state.known().orElseThrow().step(step).result();
  }

  Optional<SignedCall> call() {
    return Conversations.call(handle, transaction);
  }

  SignedCall knownCall() {
    return call()
        .orElseThrow(
            () -> new IllegalStateException("the call of " + transaction + " is not stored"));
  }

  Optional<String> disclosure(int step) {
    return Conversations.disclosure(handle, transaction, step);
  }

  String knownDisclosure(int step) {
    return disclosure(step)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "arguments of step %d of %s are not stored".formatted(step, transaction)));
  }

  /** The evidence that belongs to what is known of a step. */
  Optional<StoredEvidence> evidence(int step) {
    return EvidenceStore.ofStep(handle, transaction, step, result(step).digest());
  }
}
