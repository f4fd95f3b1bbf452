package io.govchain.subchain.execution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.govchain.adapter.ReadOutcome;
import io.govchain.adapter.WriteOutcome;
import io.govchain.amdp.Evidence;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.Reason;
import io.govchain.amdp.StepAction;
import io.govchain.amdp.StepResult;
import java.util.Optional;

/** Puts what an adapter found into the protocol's words. */
final class Outcomes {

  private static final JsonMapper JSON = JsonMapper.builder().build();

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
      case ReadOutcome.Value value ->
          outcome(
              action,
              StepResult.SUCCEEDED,
              Optional.empty(),
              value.evidence(),
              Optional.of(parse(value.valueJson())),
              Optional.empty());
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

  /** Evidence too long for a message is left out: the outcome is true all the same. */
  private static MessageData.Outcome outcome(
      StepAction action,
      StepResult result,
      Optional<Reason> reason,
      String evidence,
      Optional<JsonNode> value,
      Optional<String> subchainTransaction) {
    Optional<String> carried =
        Optional.of(evidence).filter(text -> text.length() <= MessageData.MAX_EVIDENCE);
    return new MessageData.Outcome(
        action,
        result,
        reason,
        carried,
        carried.map(text -> new Evidence(text).digest()),
        value,
        subchainTransaction);
  }

  private static Reason reason(io.govchain.adapter.Reason reason) {
    return Reason.of(reason.code(), reason.text());
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException("the adapter's value is not JSON", failure);
    }
  }
}
