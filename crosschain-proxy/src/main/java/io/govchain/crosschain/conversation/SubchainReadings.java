package io.govchain.crosschain.conversation;

import static io.govchain.amdp.StepResult.SUCCEEDED;
import static io.govchain.crosschain.engine.Reason.EVIDENCE_UNAVAILABLE;

import io.govchain.amdp.AmdpError;
import io.govchain.amdp.AmdpException;
import io.govchain.amdp.Disclosure;
import io.govchain.amdp.Message;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.MessageType;
import io.govchain.amdp.SignedCall;
import io.govchain.amdp.StepAction;
import io.govchain.crosschain.engine.ApplicationStatus;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Plan;
import io.govchain.crosschain.engine.Reason;
import io.govchain.crosschain.engine.StepResult;
import io.govchain.crosschain.journal.Journal;
import io.govchain.crosschain.journal.StoredEvidence;
import io.govchain.service.database.Database;
import java.util.List;
import java.util.Optional;

/** What the own subchain proxy says: calls of applications, and what became of orders. */
public final class SubchainReadings {
  private final Directory directory;
  private final CallCheck calls;
  private final RecentCalls kept;
  private final Database database;
  private final Journal journal;

  public SubchainReadings(
      Directory directory, CallCheck calls, RecentCalls kept, Database database, Journal journal) {
    this.directory = directory;
    this.calls = calls;
    this.kept = kept;
    this.database = database;
    this.journal = journal;
  }

  Reading forward(Message message, MessageData.Forward forward) {
    String paired = directory.subchainProxy().orElse("none");
    if (!paired.equals(message.from())) {
      throw Entitlement.refused(
          "payload.from", "the paired subchain proxy " + paired, message.from());
    }
    SignedCall call = SignedCall.of(forward.call());
    List<Disclosure> disclosures = call.disclosed(forward.arguments());
    Plan plan =
        isTakenBefore(call.transaction())
            ? calls.checkGenuine(call)
            : calls.check(call, message.from(), true);
    requireNewRequest(call);
    if (!plan.initiatedHere()) {
      throw Entitlement.refused(
          "payload.data.call", "a plan that " + directory.self() + " initiates", plan.initiator());
    }
    return new Reading.Understood(
        call.transaction(),
        handle -> {
          kept.keep(handle, call);
          for (int i = 0; i < disclosures.size(); i++) {
            Conversations.keepDisclosure(handle, call.transaction(), i, disclosures.get(i));
          }
        },
        Optional.of(new Input.CallForwarded(plan, directory.blockTime())));
  }

  /**
   * Whether the call is under way or over, as when this proxy or the sender has lost its journal:
   * handed in once more it starts nothing, so what became of its pipelines since does not count.
   */
  boolean isTakenBefore(String transaction) {
    return journal
        .transactions()
        .find(transaction)
        .filter(state -> state.status() != ApplicationStatus.Rejected)
        .isPresent();
  }

  /** The subchain proxy sees to it, but may have lost what it was told before. */
  private void requireNewRequest(SignedCall call) {
    Optional<String> other = database.read(handle -> Conversations.otherOfRequest(handle, call));
    if (other.isPresent()) {
      throw new AmdpException(
          AmdpError.REQUEST_CONFLICT,
          "payload.data.call, request " + call.plan().request(),
          "the call of transaction " + other.get(),
          "the call of transaction " + call.transaction());
    }
  }

  /** Whoever was given an order speaks for it, whether it is still the paired one or not. */
  Reading outcome(Message message, MessageData.Outcome outcome) {
    String transaction = message.transaction().orElseThrow();
    int step = message.step().orElseThrow();
    Conversations.Sent order = order(message, outcome.action());
    return new Reading.Understood(
        transaction,
        handle ->
            outcome
                .evidence()
                .ifPresent(
                    text ->
                        journal
                            .evidence()
                            .store(
                                handle,
                                new StoredEvidence(
                                    transaction,
                                    step,
                                    outcome.action() == StepAction.EXECUTE
                                        ? StoredEvidence.Action.Execute
                                        : StoredEvidence.Action.Compensate,
                                    outcome.evidenceDigest().orElseThrow(),
                                    text,
                                    outcome.value().map(Object::toString).orElse("")))),
        outcome.action() == StepAction.EXECUTE
            ? executed(step, outcome)
            : compensated(step, order.attempt(), outcome));
  }

  /** The order that an outcome answers: the very step and action that was asked for. */
  private Conversations.Sent order(Message message, StepAction action) {
    String transaction = message.transaction().orElseThrow();
    int step = message.step().orElseThrow();
    String order = message.inReplyTo().orElseThrow();
    return database
        .read(handle -> Conversations.sent(handle, transaction, message.from(), order))
        .filter(sent -> sent.type().equals(MessageType.EXECUTE.wire()))
        .filter(sent -> sent.step() == step)
        .filter(sent -> (sent.attempt() == 0) == (action == StepAction.EXECUTE))
        .orElseThrow(
            () ->
                new AmdpException(
                    AmdpError.REPLY_MISMATCH,
                    "payload.inReplyTo",
                    "digest of the order to %s step %d".formatted(action.wire(), step),
                    order));
  }

  private static Optional<Input> executed(int step, MessageData.Outcome outcome) {
    return Words.known(outcome.result())
        .map(
            result ->
                new Input.StepExecuted(
                    step,
                    new StepResult(
                        result,
                        outcome.evidenceDigest().orElse(StepResult.NO_DIGEST),
                        reason(step, outcome),
                        outcome.subchainTransaction().orElse(""))));
  }

  /** A success without evidence will never be proved: nobody is to wait for that. */
  private static Reason reason(int step, MessageData.Outcome outcome) {
    Reason told = Words.heard(outcome.reason());
    boolean unproved = outcome.result() == SUCCEEDED && outcome.evidence().isEmpty();
    return unproved && !told.code().equals(EVIDENCE_UNAVAILABLE)
        ? new Reason(EVIDENCE_UNAVAILABLE, "no evidence came with the success of step " + step)
        : told;
  }

  private Optional<Input> compensated(int step, int attempt, MessageData.Outcome outcome) {
    return switch (outcome.result()) {
      case SUCCEEDED ->
          Optional.of(
              new Input.CompensatorExecuted(
                  step, attempt, outcome.evidenceDigest().orElse(StepResult.NO_DIGEST)));
      case FAILED, NOT_EXECUTED ->
          Optional.of(
              new Input.CompensatorRefused(
                  step, attempt, false, Words.heard(outcome.reason()), directory.blockTime()));
      case UNKNOWN -> Optional.empty();
    };
  }
}
