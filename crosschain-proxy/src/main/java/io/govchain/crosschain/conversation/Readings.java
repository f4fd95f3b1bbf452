package io.govchain.crosschain.conversation;

import io.govchain.amdp.AmdpError;
import io.govchain.amdp.AmdpException;
import io.govchain.amdp.Disclosure;
import io.govchain.amdp.EarlierStep;
import io.govchain.amdp.Envelope;
import io.govchain.amdp.Evidence;
import io.govchain.amdp.Message;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.Problem;
import io.govchain.amdp.SealContext.Purpose;
import io.govchain.amdp.SignedCall;
import io.govchain.amdp.StepAction;
import io.govchain.crosschain.engine.Claim;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Plan;
import io.govchain.crosschain.engine.StepResult;
import io.govchain.crosschain.journal.StoredEvidence;
import io.govchain.service.database.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Turns genuine messages into what they mean for the engine and what must be kept with it. */
public final class Readings {
  private final Directory directory;
  private final CallCheck calls;
  private final Sealing sealing;
  private final Database database;

  public Readings(Directory directory, CallCheck calls, Sealing sealing, Database database) {
    this.directory = directory;
    this.calls = calls;
    this.sealing = sealing;
    this.database = database;
  }

  /** What a message means whose envelope was checked. */
  Reading read(Envelope envelope, Message message) {
    try {
      return switch (message.data()) {
        case MessageData.Forward forward -> forward(message, forward);
        case MessageData.Outcome outcome -> outcome(message, outcome);
        case MessageData.StepRequest request -> stepRequest(envelope, message, request);
        case MessageData.StepOutcome outcome -> stepOutcome(message, outcome);
        case MessageData.EvidenceRequest request -> evidenceRequest(envelope, message);
        case MessageData.CompensationRequest nudge ->
            understood(message, nothing(), new Input.CompensationRequested(message.from()));
        case MessageData.Refusal refusal -> refusal(message, refusal);
        case MessageData.Call call -> unexpected(message);
        case MessageData.Execute execute -> unexpected(message);
        case MessageData.EvidenceReply reply -> unexpected(message);
        case MessageData.CompensationOutcome outcome -> unexpected(message);
        case MessageData.Status status -> unexpected(message);
      };
    } catch (AmdpException wrong) {
      return new Reading.Refused(wrong.problem());
    }
  }

  private Reading forward(Message message, MessageData.Forward forward) {
    requireSubchainProxy(message);
    SignedCall call = SignedCall.of(forward.call());
    List<Disclosure> disclosures = call.disclosed(forward.arguments());
    Plan plan = calls.check(call, message.from(), true);
    if (!plan.initiatedHere()) {
      throw refused(
          "payload.data.call", "a plan that " + directory.self() + " initiates", plan.initiator());
    }
    return understood(
        message,
        handle -> {
          Conversations.keepCall(handle, call);
          for (int i = 0; i < disclosures.size(); i++) {
            Conversations.keepDisclosure(handle, call.transaction(), i, disclosures.get(i));
          }
        },
        new Input.CallForwarded(plan, directory.blockTime()));
  }

  private Reading stepRequest(Envelope envelope, Message message, MessageData.StepRequest request) {
    SignedCall call = SignedCall.of(request.call());
    int step = step(message);
    Plan plan = calls.check(call, subchainProxyOf(message.from()), false);
    if (!plan.initiator().equals(message.from())) {
      throw refused("payload.from", "the initiator " + plan.initiator(), message.from());
    }
    if (!plan.isOwn(step)) {
      throw refused(
          "payload.step",
          "a step of " + directory.self(),
          "a step of " + plan.step(step).responsible());
    }
    Disclosure own = opened(message, call, step, request.arguments());
    List<Consumer<Handle>> keep = new ArrayList<>();
    keep.add(handle -> Conversations.keepCall(handle, call));
    keep.add(handle -> Conversations.keepRequest(handle, envelope));
    keep.add(handle -> Conversations.keepDisclosure(handle, call.transaction(), step, own));
    List<Claim> claims = new ArrayList<>();
    for (EarlierStep earlier : request.earlier()) {
      if (earlier.step() < step) {
        earlier(message, call, earlier, keep).ifPresent(claims::add);
      }
    }
    return understood(
        message,
        handle -> keep.forEach(each -> each.accept(handle)),
        new Input.StepRequested(plan, step, message.from(), claims, directory.blockTime()));
  }

  /** A claim counts only with its evidence. */
  private Optional<Claim> earlier(
      Message message, SignedCall call, EarlierStep earlier, List<Consumer<Handle>> keep) {
    int step = earlier.step();
    earlier
        .arguments()
        .map(text -> opened(message, call, step, text))
        .ifPresent(
            disclosure ->
                keep.add(
                    handle ->
                        Conversations.keepDisclosure(
                            handle, call.transaction(), step, disclosure)));
    if (earlier.result() != io.govchain.amdp.StepResult.SUCCEEDED || earlier.evidence().isEmpty()) {
      return Optional.empty();
    }
    String evidence = open(message, call.transaction(), step, earlier.evidence().get());
    String digest = new Evidence(evidence).digest();
    keep.add(handle -> store(handle, call.transaction(), step, evidence, digest, ""));
    return Optional.of(new Claim(step, digest));
  }

  private Reading stepOutcome(Message message, MessageData.StepOutcome outcome) {
    SignedCall call = SignedCall.of(outcome.call());
    int step = step(message);
    Plan plan = calls.checkGenuine(call);
    if (!plan.step(step).responsible().equals(message.from())) {
      throw refused("payload.from", plan.step(step).responsible(), message.from());
    }
    List<Consumer<Handle>> keep = new ArrayList<>();
    keep.add(handle -> Conversations.keepCall(handle, call));
    outcome
        .arguments()
        .map(text -> opened(message, call, step, text))
        .ifPresent(
            disclosure ->
                keep.add(
                    handle ->
                        Conversations.keepDisclosure(
                            handle, call.transaction(), step, disclosure)));
    String value =
        outcome
            .value()
            .map(
                text -> sealing.open(text, message.from(), call.transaction(), step, Purpose.VALUE))
            .orElse("");
    outcome
        .evidence()
        .map(text -> open(message, call.transaction(), step, text))
        .map(text -> Evidence.of(text, outcome.evidenceDigest().orElse("none")))
        .ifPresent(
            evidence ->
                keep.add(
                    handle ->
                        store(
                            handle,
                            call.transaction(),
                            step,
                            evidence.text(),
                            evidence.digest(),
                            value)));
    return new Reading.Understood(
        call.transaction(),
        handle -> keep.forEach(each -> each.accept(handle)),
        known(outcome.result())
            .map(
                result ->
                    new Input.OutcomeReceived(
                        step,
                        message.from(),
                        new StepResult(
                            result,
                            outcome.evidenceDigest().orElse(StepResult.NO_DIGEST),
                            Words.heard(outcome.reason()),
                            outcome.subchainTransaction().orElse("")))));
  }

  private Reading outcome(Message message, MessageData.Outcome outcome) {
    requireSubchainProxy(message);
    String transaction = message.transaction().orElseThrow();
    int step = step(message);
    Consumer<Handle> keep =
        handle ->
            outcome
                .evidence()
                .ifPresent(
                    text ->
                        handle.execute(
                            "INSERT OR IGNORE INTO evidence (transaction_id, step, action, digest,"
                                + " evidence, value) VALUES (?, ?, ?, ?, ?, ?)",
                            transaction,
                            step,
                            outcome.action() == StepAction.EXECUTE ? "Execute" : "Compensate",
                            outcome.evidenceDigest().orElseThrow(),
                            text,
                            outcome.value().map(Object::toString).orElse(null)));
    return new Reading.Understood(transaction, keep, input(message, step, outcome));
  }

  private Optional<Input> input(Message message, int step, MessageData.Outcome outcome) {
    String digest = outcome.evidenceDigest().orElse(StepResult.NO_DIGEST);
    if (outcome.action() == StepAction.EXECUTE) {
      return known(outcome.result())
          .map(
              result ->
                  new Input.StepExecuted(
                      step,
                      new StepResult(
                          result,
                          digest,
                          Words.heard(outcome.reason()),
                          outcome.subchainTransaction().orElse(""))));
    }
    int attempt = attempt(message);
    return switch (outcome.result()) {
      case SUCCEEDED -> Optional.of(new Input.CompensatorExecuted(step, attempt, digest));
      case FAILED, NOT_EXECUTED ->
          Optional.of(
              new Input.CompensatorRefused(
                  step, attempt, false, Words.heard(outcome.reason()), directory.blockTime()));
      case UNKNOWN -> Optional.empty();
    };
  }

  /** Which attempt an outcome answers: the one that asked with the message that it names. */
  private int attempt(Message message) {
    return database.read(
        handle ->
            Conversations.sent(
                    handle,
                    message.transaction().orElseThrow(),
                    message.from(),
                    message.inReplyTo().orElseThrow())
                .map(Conversations.Sent::attempt)
                .orElse(0));
  }

  private Reading evidenceRequest(Envelope envelope, Message message) {
    return understood(
        message,
        handle -> Conversations.keepRequest(handle, envelope),
        new Input.EvidenceRequested(step(message), message.from()));
  }

  private Reading refusal(Message message, MessageData.Refusal refusal) {
    OptionalInt step = message.step();
    return new Reading.Understood(
        message.transaction().orElseThrow(),
        nothing(),
        step.isPresent()
            ? Optional.of(
                new Input.PeerRefused(
                    step.getAsInt(), message.from(), Words.heard(Optional.of(refusal.reason()))))
            : Optional.empty());
  }

  private Reading unexpected(Message message) {
    throw new AmdpException(
        AmdpError.MESSAGE_TYPE_REFUSED,
        "payload.type",
        "a type for a cross-chain proxy",
        message.type().wire());
  }

  private void store(
      Handle handle, String transaction, int step, String evidence, String digest, String value) {
    StoredEvidence stored =
        new StoredEvidence(
            transaction, step, StoredEvidence.Action.Execute, digest, evidence, value);
    handle.execute(
        "INSERT OR IGNORE INTO evidence (transaction_id, step, action, digest, evidence, value)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        stored.transaction(),
        stored.step(),
        stored.action().name(),
        stored.digest(),
        stored.evidence(),
        stored.value().orElse(null));
  }

  private Disclosure opened(Message message, SignedCall call, int step, String text) {
    return Disclosure.parse(
        sealing.open(text, message.from(), call.transaction(), step, Purpose.ARGUMENTS),
        call.step(step).arguments());
  }

  private String open(Message message, String transaction, int step, String text) {
    return sealing.open(text, message.from(), transaction, step, Purpose.EVIDENCE);
  }

  private static Optional<io.govchain.crosschain.engine.Outcome> known(
      io.govchain.amdp.StepResult result) {
    return result == io.govchain.amdp.StepResult.UNKNOWN
        ? Optional.empty()
        : Optional.of(Words.outcome(result));
  }

  private void requireSubchainProxy(Message message) {
    String paired = directory.subchainProxy().orElse("none");
    if (!paired.equals(message.from())) {
      throw refused("payload.from", "the paired subchain proxy " + paired, message.from());
    }
  }

  private String subchainProxyOf(String crosschainProxy) {
    return directory
        .registry()
        .service(crosschainProxy)
        .flatMap(service -> service.pairedWith())
        .flatMap(directory.registry()::service)
        .map(service -> service.path())
        .orElse("none");
  }

  private static int step(Message message) {
    return message.step().orElseThrow();
  }

  private static Consumer<Handle> nothing() {
    return handle -> {};
  }

  private static Reading understood(Message message, Consumer<Handle> keep, Input input) {
    return new Reading.Understood(message.transaction().orElseThrow(), keep, Optional.of(input));
  }

  private static AmdpException refused(String where, String expected, String actual) {
    return new AmdpException(new Problem(AmdpError.AUDIENCE_MISMATCH, where, expected, actual));
  }
}
