package io.govchain.subchain.execution;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.adapter.ReadOutcome;
import io.govchain.adapter.WriteOutcome;
import io.govchain.amdp.AmdpError;
import io.govchain.amdp.AmdpException;
import io.govchain.amdp.Evidence;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.ReadValue;
import io.govchain.amdp.Reason;
import io.govchain.amdp.StepAction;
import io.govchain.amdp.StepResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Puts what an adapter found into the protocol's words. */
final class Outcomes {

  /** Of a success that nobody will ever be shown the proof of, as the protocol has it. */
  static final String EVIDENCE_UNAVAILABLE = "evidence-unavailable";

  private Outcomes() {}

  static MessageData.Outcome of(StepAction action, WriteOutcome outcome) {
    return switch (outcome) {
      case WriteOutcome.Succeeded done ->
          outcome(
              action,
              StepResult.SUCCEEDED,
              Optional.empty(),
              done.evidence(),
              Optional.empty(),
              Optional.of(done.transactionHash()));
      case WriteOutcome.Refused refused ->
          outcome(
              action,
              StepResult.FAILED,
              Optional.of(reason(refused.reason())),
              refused.evidence(),
              Optional.empty(),
              Optional.empty());
      case WriteOutcome.Reverted reverted ->
          outcome(
              action,
              StepResult.FAILED,
              Optional.of(reason(reverted.reason())),
              reverted.evidence(),
              Optional.empty(),
              Optional.of(reverted.transactionHash()));
    };
  }

  static MessageData.Outcome of(StepAction action, ReadOutcome outcome) {
    return switch (outcome) {
      case ReadOutcome.Value value -> returned(action, value);
      case ReadOutcome.Refused refused ->
          outcome(
              action,
              StepResult.FAILED,
              Optional.of(reason(refused.reason())),
              refused.evidence(),
              Optional.empty(),
              Optional.empty());
    };
  }

  /** A result that no message can carry is a failure: it can be told to nobody. */
  private static MessageData.Outcome returned(StepAction action, ReadOutcome.Value value) {
    try {
      ReadValue returned = ReadValue.parse(value.valueJson());
      requireTogether(value);
      return outcome(
          action,
          StepResult.SUCCEEDED,
          Optional.empty(),
          value.evidence(),
          Optional.of(returned.json()),
          Optional.empty());
    } catch (AmdpException unspeakable) {
      return outcome(
          action,
          StepResult.FAILED,
          Optional.of(Reason.of("result-too-large", unspeakable.getMessage())),
          value.evidence(),
          Optional.empty(),
          Optional.empty());
    }
  }

  /** Evidence that is left out proves nothing, and one envelope carries both. */
  private static void requireTogether(ReadOutcome.Value value) {
    if (!Evidence.fits(value.evidence() + value.valueJson())) {
      throw new AmdpException(
          AmdpError.ENVELOPE_TOO_LARGE,
          "a read's evidence and result",
          "at most " + MessageData.MAX_EVIDENCE + " bytes",
          "%d characters".formatted(value.evidence().length() + value.valueJson().length()));
    }
  }

  static MessageData.Outcome denied(StepAction action, Permission.Denied denied) {
    return new MessageData.Outcome(
        action,
        denied.result(),
        Optional.of(denied.reason()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Evidence too long for a message is left out: the outcome is true all the same. Of a success,
   * which waits for its proof, it is said that there will be none.
   */
  private static MessageData.Outcome outcome(
      StepAction action,
      StepResult result,
      Optional<Reason> reason,
      String evidence,
      Optional<JsonNode> value,
      Optional<String> subchainTransaction) {
    boolean carried = Evidence.fits(evidence);
    boolean unproved = result == StepResult.SUCCEEDED && !carried;
    return new MessageData.Outcome(
        action,
        result,
        unproved ? Optional.of(unspeakable(evidence)) : reason,
        Optional.of(evidence).filter(text -> carried),
        Optional.of(evidence).filter(text -> carried || unproved).map(Evidence::digestOf),
        value,
        subchainTransaction);
  }

  /** Whether it took effect and its proof is too long to be told. */
  static boolean isUnproved(MessageData.Outcome outcome) {
    return outcome.result() == StepResult.SUCCEEDED
        && outcome.reason().filter(why -> why.code().equals(EVIDENCE_UNAVAILABLE)).isPresent();
  }

  private static Reason unspeakable(String evidence) {
    return Reason.of(
        EVIDENCE_UNAVAILABLE,
        "the write took effect, and its evidence is too long for a message: expected at most %d bytes, actual %d"
            .formatted(MessageData.MAX_EVIDENCE, evidence.getBytes(StandardCharsets.UTF_8).length));
  }

  private static Reason reason(io.govchain.adapter.Reason reason) {
    return Reason.of(reason.code(), reason.text());
  }
}
