package io.govchain.crosschain.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.MessageType;
import io.govchain.amdp.PlanStep;
import io.govchain.amdp.SignedCall;
import io.govchain.amdp.StepAction;
import io.govchain.amdp.StepStatus;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Reason;
import io.govchain.crosschain.engine.StepView;
import io.govchain.crosschain.engine.TransactionView;
import io.govchain.crosschain.journal.StoredEvidence;
import io.govchain.governance.BusinessContract;
import io.govchain.governance.ContractFunction;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages to the own subchain proxy: orders, and how transactions stand. */
final class SubchainMessages {
  private static final Logger LOG = LoggerFactory.getLogger(SubchainMessages.class);

  private final Post post;
  private final OutgoingMessages.Feedback feedback;

  SubchainMessages(Post post, OutgoingMessages.Feedback feedback) {
    this.post = post;
    this.feedback = feedback;
  }

  void execute(Situation situation, int step) {
    PlanStep planned = situation.knownCall().step(step);
    order(situation, step, StepAction.EXECUTE, planned.function(), 0);
  }

  void compensate(Situation situation, int step, int attempt) {
    if (situation.call().isEmpty() || situation.disclosure(step).isEmpty()) {
      impossible(
          situation,
          step,
          attempt,
          new Reason("arguments-unknown", "this journal does not hold the step's arguments"));
      return;
    }
    PlanStep planned = situation.knownCall().step(step);
    BusinessContract contract = post.briefing().contract(planned.contract());
    Optional<String> compensator =
        contract
            .function(planned.function())
            .flatMap(ContractFunction::compensator)
            .flatMap(contract::function)
            .map(ContractFunction::signature);
    if (compensator.isPresent()) {
      order(situation, step, StepAction.COMPENSATE, compensator.get(), attempt);
    } else {
      impossible(
          situation,
          step,
          attempt,
          new Reason(
              "no-compensator",
              "%s of %s declares no compensator"
                  .formatted(planned.function(), planned.contract())));
    }
  }

  private void impossible(Situation situation, int step, int attempt, Reason why) {
    feedback.accept(
        situation.transaction(),
        new Input.CompensatorRefused(step, attempt, true, why, post.briefing().blockTime()));
  }

  private void order(
      Situation situation, int step, StepAction action, String function, int attempt) {
    Optional<String> receiver = receiver(situation, step);
    if (receiver.isEmpty()) {
      LOG.error("step {} waits: this proxy is paired with no subchain proxy", step);
      return;
    }
    if (Conversations.isOnItsWay(situation, MessageType.EXECUTE, step, attempt, receiver.get())) {
      return;
    }
    PlanStep planned = situation.knownCall().step(step);
    MessageData.Execute order =
        new MessageData.Execute(
            action,
            planned.contract(),
            post.briefing().contract(planned.contract()).contractAddress(),
            function,
            planned.kind(),
            situation.knownDisclosure(step));
    post.send(
        situation,
        post.draft(situation, receiver.get(), planned.pipeline()).step(step),
        order,
        attempt);
  }

  /** Asks the subchain proxy to hand in once more the call that this journal has lost. */
  void callRequest(Situation situation, int step) {
    post.briefing()
        .subchainProxy()
        .ifPresentOrElse(
            receiver -> callRequest(situation, step, receiver),
            () -> LOG.error("nobody to ask for the call: paired with no subchain proxy"));
  }

  private void callRequest(Situation situation, int step, String receiver) {
    if (!Conversations.isOnItsWay(situation, MessageType.EVIDENCE_REQUEST, step, 0, receiver)) {
      post.send(
          situation,
          post.draft(situation, receiver, situation.plan().step(step).pipeline()).step(step),
          new MessageData.EvidenceRequest());
    }
  }

  /** Whoever was asked first: another one does not know what was done already (I2). */
  private Optional<String> receiver(Situation situation, int step) {
    return Conversations.ordered(situation.handle(), situation.transaction(), step)
        .or(post.briefing()::subchainProxy);
  }

  void status(Situation situation, TransactionView view) {
    Optional<String> receiver =
        situation
            .call()
            .map(SignedCall::message)
            .map(call -> call.to())
            .or(post.briefing()::subchainProxy);
    if (receiver.isEmpty()) {
      LOG.error("nobody to tell that the transaction is {}", view.status().word());
      return;
    }
    Optional<String> detail =
        Words.reason(view.detail()).map(reason -> reason.code() + ": " + reason.text());
    post.send(
        situation,
        post.draft(situation, receiver.get(), situation.plan().step(0).pipeline()),
        new MessageData.Status(
            Words.shown(view.status()),
            detail,
            view.steps().stream().map(step -> shown(situation, step)).toList()));
  }

  private static StepStatus shown(Situation situation, StepView step) {
    return new StepStatus(
        step.step(),
        Words.shown(step.outcome()),
        Words.shown(step.verdict()),
        Words.shown(step.compensation()),
        hash(situation, step),
        Words.reason(step.reason()),
        value(situation, step.step()));
  }

  /** As it was told; where it was not, as the accepted evidence has it. */
  private static Optional<String> hash(Situation situation, StepView step) {
    return Optional.of(step.subchainTransaction())
        .filter(hash -> !hash.isEmpty())
        .or(
            () ->
                isWrite(situation, step.step())
                    ? Proved.hash(situation, step.step())
                    : Optional.empty());
  }

  /**
   * Only a read returns anything. What another party's step returned is what its evidence proves,
   * and is shown once that was examined.
   */
  private static Optional<JsonNode> value(Situation situation, int step) {
    if (isWrite(situation, step)) {
      return Optional.empty();
    }
    return situation.plan().isOwn(step)
        ? situation.evidence(step).flatMap(StoredEvidence::value).map(Sealing::json)
        : Proved.value(situation, step);
  }

  private static boolean isWrite(Situation situation, int step) {
    return situation.plan().step(step).write();
  }
}
