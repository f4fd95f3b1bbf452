package io.govchain.subchain.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.adapter.GatewayAnswer;
import io.govchain.adapter.GatewayStatus;
import io.govchain.amdp.PlanStep;
import io.govchain.amdp.StepKind;
import io.govchain.governance.StepRecord;
import io.govchain.governance.TransactionRecord;
import io.govchain.subchain.journal.GatewayCall;
import io.govchain.subchain.journal.StoredCall;
import java.util.Optional;

/**
 * What a gateway is told. The governance chain's record decides; what the cross-chain proxy told
 * only adds the reason and the value.
 */
final class Outcomes {

  private Outcomes() {}

  /**
   * The outcome of a call that has ended; empty when the record does not tell whether it is in
   * effect, which then people have to say.
   */
  static Optional<GatewayAnswer> of(
      GatewayCall call, TransactionRecord record, Optional<StoredCall> told) {
    return status(record)
        .map(
            status ->
                new GatewayAnswer(
                    call.request().id(),
                    status,
                    Optional.of(record.id()),
                    status == GatewayStatus.SUCCEEDED ? value(call, told) : Optional.empty(),
                    status == GatewayStatus.SUCCEEDED ? "" : reason(call, told),
                    call.request().callbackGas()));
  }

  private static Optional<GatewayStatus> status(TransactionRecord record) {
    StepRecord step = record.steps().getFirst();
    return switch (record.status()) {
      case SETTLED -> Optional.of(GatewayStatus.SUCCEEDED);
      case COMPENSATED -> Optional.of(undone(step));
      case RESOLVED -> resolved(step);
      case NONE, OPEN, COMPENSATING, ESCALATED ->
          throw new IllegalStateException(
              "transaction %s: expected its end, found %s"
                  .formatted(record.id(), record.status().word()));
    };
  }

  private static GatewayStatus undone(StepRecord step) {
    boolean tookEffect =
        step.outcome() == StepRecord.Outcome.SUCCEEDED && step.descriptor().write();
    return tookEffect ? GatewayStatus.COMPENSATED : GatewayStatus.FAILED;
  }

  /** People have decided; what they decided stands in no field of the record. */
  private static Optional<GatewayStatus> resolved(StepRecord step) {
    if (step.signedOff()) {
      return Optional.of(undone(step));
    }
    return step.outcome() == StepRecord.Outcome.SUCCEEDED
            && step.verdict() == StepRecord.Verdict.ACCEPTED
        ? Optional.of(GatewayStatus.SUCCEEDED)
        : Optional.empty();
  }

  /** A request that was refused before anything was opened. */
  static GatewayAnswer failed(GatewayCall call, String why) {
    return unopened(call, GatewayStatus.FAILED, Optional.of(call.request().id()), why);
  }

  /** A request whose time has passed before anything was opened. */
  static GatewayAnswer expired(GatewayCall call, String why) {
    return unopened(call, GatewayStatus.EXPIRED, Optional.empty(), why);
  }

  private static GatewayAnswer unopened(
      GatewayCall call, GatewayStatus status, Optional<String> transaction, String why) {
    return new GatewayAnswer(
        call.request().id(),
        status,
        transaction,
        Optional.empty(),
        shown(call, why),
        call.request().callbackGas());
  }

  /** What a call returns whose arguments are hidden is not for everybody either. */
  private static Optional<GatewayAnswer.Returned> value(
      GatewayCall call, Optional<StoredCall> told) {
    if (told.isEmpty() || !call.request().disclosed()) {
      return Optional.empty();
    }
    PlanStep step = step(told.get());
    JsonNode value = firstStep(told.get()).path("value");
    return step.kind() == StepKind.READ && value.isArray()
        ? Optional.of(new GatewayAnswer.Returned(step.function(), value.toString()))
        : Optional.empty();
  }

  private static String reason(GatewayCall call, Optional<StoredCall> told) {
    JsonNode reason = told.map(Outcomes::firstStep).map(step -> step.path("reason")).orElse(null);
    if (reason != null && reason.hasNonNull("code")) {
      String code = reason.path("code").asText();
      return call.request().disclosed() ? code + ": " + reason.path("text").asText() : code;
    }
    String detail = told.map(found -> found.view().detail()).orElse("");
    return detail.isEmpty() ? "as the governance chain has it" : shown(call, detail);
  }

  /** What others may read of a text: where arguments are hidden the code alone, for logs, too. */
  static String shown(GatewayCall call, String text) {
    return call.request().disclosed() ? text : codeOnly(text);
  }

  private static String codeOnly(String text) {
    return text.indexOf(':') < 0 ? text : text.substring(0, text.indexOf(':'));
  }

  private static JsonNode firstStep(StoredCall told) {
    return Json.array(told.view().stepsJson()).path(0);
  }

  private static PlanStep step(StoredCall told) {
    return told.signed().steps().getFirst();
  }
}
