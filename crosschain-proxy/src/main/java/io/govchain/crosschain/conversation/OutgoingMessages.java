package io.govchain.crosschain.conversation;

import io.govchain.amdp.EarlierStep;
import io.govchain.amdp.Envelope;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.MessageDraft;
import io.govchain.amdp.MessageFactory;
import io.govchain.amdp.PlanStep;
import io.govchain.amdp.SealContext.Purpose;
import io.govchain.amdp.SignedCall;
import io.govchain.amdp.StepAction;
import io.govchain.amdp.StepStatus;
import io.govchain.crosschain.engine.Effect;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Plan;
import io.govchain.crosschain.engine.Reason;
import io.govchain.crosschain.engine.StepResult;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.engine.TransactionView;
import io.govchain.crosschain.journal.MessageWriter;
import io.govchain.crosschain.journal.StoredEvidence;
import io.govchain.governance.BusinessContract;
import io.govchain.governance.ContractFunction;
import io.govchain.service.messaging.OutgoingMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Makes, signs and enqueues the engine's messages within the write that decided on them, so that a
 * message exists exactly if what it tells of is on disk.
 */
public final class OutgoingMessages implements MessageWriter {
  /** Truth that comes late still counts, so answers are delivered for this long. */
  private static final long ANSWER_SECONDS = 30L * 24 * 3600;

  /** Takes what an effect leads to at once, without any message; after the commit. */
  @FunctionalInterface
  public interface Feedback {
    void accept(Handle handle, String transaction, Input input);
  }

  /** Puts a signed message on the outbox. */
  @FunctionalInterface
  public interface Enqueue {
    void enqueue(Handle handle, OutgoingMessage message);
  }

  private final Directory directory;
  private final MessageFactory factory;
  private final Sealing sealing;
  private final Enqueue outbox;
  private final Feedback feedback;

  public OutgoingMessages(
      Directory directory,
      MessageFactory factory,
      Sealing sealing,
      Enqueue outbox,
      Feedback feedback) {
    this.directory = directory;
    this.factory = factory;
    this.sealing = sealing;
    this.outbox = outbox;
    this.feedback = feedback;
  }

  @Override
  public void write(
      Handle handle, String transaction, TransactionState after, Effect.MessageEffect effect) {
    Context context = new Context(handle, transaction, after);
    switch (effect) {
      case Effect.ExecuteStep execute -> execute(context, execute.step());
      case Effect.CompensateStep compensate ->
          compensate(context, compensate.step(), compensate.attempt());
      case Effect.SendStepRequest request -> stepRequest(context, request.step(), request.to());
      case Effect.SendStepOutcome outcome -> stepOutcome(context, outcome.step(), outcome.to());
      case Effect.SendEvidenceRequest request ->
          send(
              context,
              draft(context, request.to(), pipelineOf(context, request.step()))
                  .step(request.step()),
              new MessageData.EvidenceRequest());
      case Effect.SendCompensationRequest nudge -> compensationRequest(context, nudge);
      case Effect.SendRefusal refusal -> refusal(context, refusal);
      case Effect.NotifyApplication notification -> status(context, notification.view());
    }
  }

  private record Context(Handle handle, String transaction, TransactionState state) {
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

    Optional<StoredEvidence> evidence(int step) {
      return handle
          .createQuery(
              "SELECT digest, evidence, value FROM evidence WHERE transaction_id = ? AND step = ?"
                  + " AND action = 'Execute' AND digest = ?")
          .bind(0, transaction)
          .bind(1, step)
          .bind(2, result(step).digest())
          .map(
              (row, ignored) ->
                  new StoredEvidence(
                      transaction,
                      step,
                      StoredEvidence.Action.Execute,
                      row.getString("digest"),
                      row.getString("evidence"),
                      Optional.ofNullable(row.getString("value")).orElse("")))
          .findOne();
    }
  }

  private void execute(Context context, int step) {
    PlanStep planned = context.knownCall().step(step);
    order(context, step, StepAction.EXECUTE, planned.function(), 0);
  }

  private void compensate(Context context, int step, int attempt) {
    PlanStep planned = context.knownCall().step(step);
    BusinessContract contract = directory.contract(planned.contract());
    Optional<String> compensator =
        contract
            .function(planned.function())
            .flatMap(ContractFunction::compensator)
            .flatMap(contract::function)
            .map(ContractFunction::signature);
    if (compensator.isPresent()) {
      order(context, step, StepAction.COMPENSATE, compensator.get(), attempt);
    } else {
      feedback.accept(
          context.handle(),
          context.transaction(),
          new Input.CompensatorRefused(
              step,
              attempt,
              true,
              new Reason(
                  "no-compensator",
                  "%s of %s declares no compensator"
                      .formatted(planned.function(), planned.contract())),
              directory.blockTime()));
    }
  }

  private void order(Context context, int step, StepAction action, String function, int attempt) {
    PlanStep planned = context.knownCall().step(step);
    MessageData.Execute data =
        new MessageData.Execute(
            action,
            planned.contract(),
            directory.contract(planned.contract()).contractAddress(),
            function,
            planned.kind(),
            context
                .disclosure(step)
                .orElseThrow(
                    () ->
                        new IllegalStateException(
                            "arguments of step %d of %s are not stored"
                                .formatted(step, context.transaction()))));
    send(context, draft(context, subchainProxy(), planned.pipeline()).step(step), data, attempt);
  }

  private void stepRequest(Context context, int step, String to) {
    SignedCall call = context.knownCall();
    PlanStep planned = call.step(step);
    List<EarlierStep> earlier = new ArrayList<>();
    for (int i = 0; i < step; i++) {
      earlier.add(earlier(context, i, to));
    }
    String arguments =
        sealing.seal(
            context.disclosure(step).orElseThrow(),
            to,
            context.transaction(),
            step,
            Purpose.ARGUMENTS);
    long now = directory.blockTime();
    send(
        context,
        draft(context, to, planned.pipeline())
            .step(step)
            .valid(now, Math.max(now + 1, context.plan().deadline())),
        new MessageData.StepRequest(call.envelope(), arguments, earlier));
  }

  /** Arguments and evidence are business data: only the step's verifier is shown them. */
  private EarlierStep earlier(Context context, int step, String to) {
    boolean verifier = context.plan().step(step).verifier().equals(to);
    return new EarlierStep(
        step,
        Words.result(context.result(step).outcome()),
        verifier ? sealed(context, context.disclosure(step), to, step, Purpose.ARGUMENTS) : none(),
        verifier
            ? sealed(
                context,
                context.evidence(step).map(StoredEvidence::evidence),
                to,
                step,
                Purpose.EVIDENCE)
            : none());
  }

  private void stepOutcome(Context context, int step, String to) {
    Optional<SignedCall> call = context.call();
    if (call.isEmpty()) {
      // Nothing was ever asked of this party, so there is nothing to prove; the record says it.
      return;
    }
    StepResult result = context.result(step);
    Optional<StoredEvidence> evidence = context.evidence(step);
    MessageDraft draft = draft(context, to, call.get().step(step).pipeline()).step(step);
    Optional<Conversations.Request> request =
        Conversations.request(context.handle(), context.transaction(), to, step);
    send(
        context,
        request.map(asked -> draft.inReplyTo(asked.digest())).orElse(draft),
        new MessageData.StepOutcome(
            call.get().envelope(),
            Words.result(result.outcome()),
            Words.reason(result.reason()),
            sealed(context, context.disclosure(step), to, step, Purpose.ARGUMENTS),
            sealed(context, evidence.map(StoredEvidence::evidence), to, step, Purpose.EVIDENCE),
            evidence.map(StoredEvidence::digest),
            sealed(context, evidence.flatMap(StoredEvidence::value), to, step, Purpose.VALUE),
            Optional.of(result.subchainTransaction()).filter(hash -> !hash.isEmpty())));
  }

  private void compensationRequest(Context context, Effect.SendCompensationRequest nudge) {
    String pipeline =
        context.plan().steps().stream()
            .filter(
                step -> step.responsible().equals(nudge.to()) || step.verifier().equals(nudge.to()))
            .map(io.govchain.crosschain.engine.PlanStep::pipeline)
            .findFirst()
            .orElseThrow();
    send(
        context,
        draft(context, nudge.to(), pipeline),
        new MessageData.CompensationRequest(Words.spoken(nudge.reason())));
  }

  private void refusal(Context context, Effect.SendRefusal refusal) {
    // Without the request there is nothing that a refusal could answer.
    Conversations.request(context.handle(), context.transaction(), refusal.to(), refusal.step())
        .ifPresent(
            request ->
                send(
                    context,
                    draft(context, refusal.to(), request.pipeline())
                        .step(refusal.step())
                        .inReplyTo(request.digest()),
                    new MessageData.Refusal(Words.spoken(refusal.reason()))));
  }

  private void status(Context context, TransactionView view) {
    List<StepStatus> steps =
        view.steps().stream()
            .map(
                step ->
                    new StepStatus(
                        step.step(),
                        Words.shown(step.outcome()),
                        Words.shown(step.verdict()),
                        Words.shown(step.compensation()),
                        Optional.of(step.subchainTransaction()).filter(hash -> !hash.isEmpty()),
                        Words.reason(step.reason()),
                        context
                            .evidence(step.step())
                            .flatMap(StoredEvidence::value)
                            .map(Sealing::json)))
            .toList();
    Optional<String> detail =
        Optional.of(view.detail())
            .filter(reason -> !reason.equals(Reason.NONE))
            .map(reason -> reason.code() + ": " + reason.text());
    send(
        context,
        draft(context, subchainProxy(), pipelineOf(context, 0)),
        new MessageData.Status(Words.shown(view.status()), detail, steps));
  }

  private Optional<String> sealed(
      Context context, Optional<String> text, String to, int step, Purpose purpose) {
    return text.map(plain -> sealing.seal(plain, to, context.transaction(), step, purpose));
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  private MessageDraft draft(Context context, String to, String pipeline) {
    long now = directory.blockTime();
    return MessageDraft.to(to)
        .transaction(context.transaction())
        .pipeline(pipeline, directory.pipeline(pipeline).constraintHash())
        .valid(now, now + ANSWER_SECONDS);
  }

  private String pipelineOf(Context context, int step) {
    return context.plan().step(step).pipeline();
  }

  private String subchainProxy() {
    return directory
        .subchainProxy()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    directory.self() + " is not paired with a subchain proxy"));
  }

  private void send(Context context, MessageDraft draft, MessageData data) {
    send(context, draft, data, 0);
  }

  private void send(Context context, MessageDraft draft, MessageData data, int attempt) {
    Conversations.Place place =
        Conversations.next(context.handle(), context.transaction(), draft.to());
    Envelope envelope = factory.sign(draft.place(place.sequence(), place.previous()), data);
    Conversations.keepSent(context.handle(), envelope, attempt);
    outbox.enqueue(
        context.handle(),
        new OutgoingMessage(
            envelope.claimed().id(),
            draft.to(),
            context.transaction(),
            draft.expires(),
            envelope.bytes()));
  }
}
