package io.govchain.crosschain.conversation;

import static io.govchain.crosschain.engine.Reason.EVIDENCE_UNAVAILABLE;

import io.govchain.amdp.AmdpError;
import io.govchain.amdp.AmdpException;
import io.govchain.amdp.Disclosure;
import io.govchain.amdp.EarlierStep;
import io.govchain.amdp.Envelope;
import io.govchain.amdp.Evidence;
import io.govchain.amdp.Message;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.MessageType;
import io.govchain.amdp.Problem;
import io.govchain.amdp.ReadValue;
import io.govchain.amdp.SealContext.Purpose;
import io.govchain.amdp.SignedCall;
import io.govchain.amdp.StepKind;
import io.govchain.crosschain.engine.Claim;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Plan;
import io.govchain.crosschain.engine.StepProgress;
import io.govchain.crosschain.engine.StepResult;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.journal.Journal;
import io.govchain.crosschain.journal.StoredEvidence;
import io.govchain.service.database.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** What other parties of a transaction say, each as far as it is entitled to. */
public final class PeerReadings {
  private final Directory directory;
  private final CallCheck calls;
  private final RecentCalls kept;
  private final Sealing sealing;
  private final Database database;
  private final Journal journal;
  private final ShownEvidence shown;
  private final EarlyRequests early;

  public PeerReadings(
      Directory directory,
      CallCheck calls,
      RecentCalls kept,
      Sealing sealing,
      Database database,
      Journal journal) {
    this.directory = directory;
    this.calls = calls;
    this.kept = kept;
    this.sealing = sealing;
    this.database = database;
    this.journal = journal;
    this.shown = new ShownEvidence(journal);
    this.early = new EarlyRequests(directory, journal);
  }

  Reading stepRequest(Envelope envelope, Message message, MessageData.StepRequest request) {
    SignedCall call = SignedCall.of(request.call());
    int step = message.step().orElseThrow();
    Plan plan =
        isResumed(call.transaction(), step)
            ? calls.checkGenuine(call)
            : calls.check(call, directory.subchainProxyOf(message.from()).orElse("none"), false);
    Entitlement.require(
        plan.initiator().equals(message.from()),
        "payload.from",
        "the initiator " + plan.initiator(),
        message.from());
    Entitlement.require(
        plan.isOwn(step),
        "payload.step",
        "a step of " + directory.self(),
        "a step of " + plan.step(step).responsible());
    Entitlement.require(
        directory.subchainProxy().isPresent(),
        "payload.to",
        "a proxy that is paired with a subchain proxy",
        directory.self() + ", which is not");
    Optional<Problem> untimely = database.read(handle -> early.objection(handle, call, message));
    if (untimely.isPresent()) {
      return new Reading.NotYet(untimely.get());
    }
    List<Consumer<Handle>> keep = new ArrayList<>();
    keep.add(handle -> early.requireRoom(handle, call, message));
    keep.add(handle -> kept.keep(handle, call));
    keep.add(handle -> Conversations.keepRequest(handle, envelope));
    keep.add(arguments(message, call, step, request.arguments()));
    List<Claim> claims = new ArrayList<>();
    for (EarlierStep earlier : request.earlier()) {
      if (earlier.step() < step && plan.isVerifiedHere(earlier.step())) {
        earlier(message, call, earlier, keep).ifPresent(claims::add);
      }
    }
    return new Reading.Understood(
        call.transaction(),
        all(keep),
        Optional.of(
            new Input.StepRequested(plan, step, message.from(), claims, directory.blockTime())));
  }

  /**
   * Whether a former life of this proxy may have acted on the step: then the request serves to find
   * out what became of it, whatever became of the application since.
   */
  boolean isResumed(String transaction, int step) {
    return journal
        .transactions()
        .find(transaction)
        .flatMap(TransactionState::known)
        .filter(known -> step < known.size())
        .filter(known -> known.step(step).stage() == StepProgress.Stage.Unknown)
        .isPresent();
  }

  /** A claim counts only with its evidence. */
  private Optional<Claim> earlier(
      Message message, SignedCall call, EarlierStep earlier, List<Consumer<Handle>> keep) {
    int step = earlier.step();
    earlier.arguments().map(text -> arguments(message, call, step, text)).ifPresent(keep::add);
    if (earlier.result() != io.govchain.amdp.StepResult.SUCCEEDED || earlier.evidence().isEmpty()) {
      return Optional.empty();
    }
    Evidence evidence =
        new Evidence(open(message, step, earlier.evidence().get(), Purpose.EVIDENCE));
    keep.add(evidence(message, step, evidence, ""));
    return Optional.of(new Claim(step, evidence.digest()));
  }

  /** The sender may be a block ahead of this proxy; of what it merely made up nothing is kept. */
  private Reading notYet(String transaction) {
    return new Reading.NotYet(early.notOnRecord(transaction, ""));
  }

  Reading stepOutcome(Message message, MessageData.StepOutcome outcome) {
    SignedCall call = SignedCall.of(outcome.call());
    int step = message.step().orElseThrow();
    Plan plan = calls.checkGenuine(call);
    Entitlement.require(
        plan.step(step).responsible().equals(message.from()),
        "payload.from",
        plan.step(step).responsible(),
        message.from());
    Entitlement.require(
        plan.isVerifiedHere(step) || plan.initiatedHere(),
        "payload.to",
        "the step's verifier or the initiator",
        directory.self());
    boolean succeeded = outcome.result() == io.govchain.amdp.StepResult.SUCCEEDED;
    if (succeeded
        && !isUnproved(outcome)
        && (outcome.evidence().isEmpty() || outcome.arguments().isEmpty())) {
      throw new AmdpException(
          AmdpError.EVIDENCE_MISMATCH,
          "payload.data",
          "evidence and arguments of a step that succeeded",
          "none");
    }
    if (plan(call.transaction()).isEmpty()) {
      return notYet(call.transaction());
    }
    List<Consumer<Handle>> keep = new ArrayList<>();
    keep.add(handle -> kept.keep(handle, call));
    outcome.arguments().map(text -> arguments(message, call, step, text)).ifPresent(keep::add);
    String value = outcome.value().map(text -> value(message, call, step, text)).orElse("");
    outcome
        .evidence()
        .map(text -> open(message, step, text, Purpose.EVIDENCE))
        .map(text -> Evidence.of(text, outcome.evidenceDigest().orElse("none")))
        .map(evidence -> evidence(message, step, evidence, value))
        .ifPresent(keep::add);
    return new Reading.Understood(
        call.transaction(), all(keep), outcomeReceived(message, step, outcome));
  }

  /** The step's own party says that it cannot prove what it reported; it names what that was. */
  private static boolean isUnproved(MessageData.StepOutcome outcome) {
    return outcome.evidence().isEmpty()
        && outcome.evidenceDigest().isPresent()
        && outcome.reason().filter(why -> why.code().equals(EVIDENCE_UNAVAILABLE)).isPresent();
  }

  private static Optional<Input> outcomeReceived(
      Message message, int step, MessageData.StepOutcome outcome) {
    return Words.known(outcome.result())
        .map(
            result ->
                new Input.OutcomeReceived(
                    step,
                    message.from(),
                    new StepResult(
                        result,
                        outcome.evidenceDigest().orElse(StepResult.NO_DIGEST),
                        Words.heard(outcome.reason()),
                        outcome.subchainTransaction().orElse(""))));
  }

  Reading evidenceRequest(Envelope envelope, Message message) {
    String transaction = message.transaction().orElseThrow();
    int step = message.step().orElseThrow();
    Optional<Plan> known = plan(transaction);
    if (known.isEmpty()) {
      return notYet(transaction);
    }
    Plan plan = known.get();
    Entitlement.require(
        step < plan.steps().size()
            && (message.from().equals(plan.step(step).verifier())
                || message.from().equals(plan.initiator())
                || plan.initiatedHere() && message.from().equals(plan.step(step).responsible())),
        "payload.from",
        "the verifier of the step, the initiator, or to the initiator the step's own party",
        message.from());
    return new Reading.Understood(
        transaction,
        handle -> Conversations.keepRequest(handle, envelope),
        Optional.of(new Input.EvidenceRequested(step, message.from())));
  }

  /**
   * Only a nudge: where this proxy has not seen what it is about, the record will say it, and not
   * even the message's id is kept. One of each party is heard: what is outstanding is asked for
   * again anyway, and each nudge would have it asked for once more.
   */
  Reading compensationRequest(Envelope envelope, Message message) {
    String transaction = message.transaction().orElseThrow();
    Optional<Plan> plan = plan(transaction);
    if (plan.isEmpty()) {
      return new Reading.Needless();
    }
    Entitlement.require(
        plan.get().hasParty(message.from()),
        "payload.from",
        "a party of the transaction",
        message.from());
    if (database.read(handle -> Conversations.isRequestKept(handle, message))) {
      return new Reading.Needless();
    }
    return new Reading.Understood(
        transaction,
        handle -> Conversations.keepRequest(handle, envelope),
        Optional.of(new Input.CompensationRequested(message.from())));
  }

  /** A refusal counts against a step only where it answers the request for that step. */
  Reading refusal(Message message, MessageData.Refusal refusal) {
    String transaction = message.transaction().orElseThrow();
    String asked = message.inReplyTo().orElseThrow();
    Optional<Input> input =
        database
            .read(handle -> Conversations.sent(handle, transaction, message.from(), asked))
            .filter(sent -> sent.type().equals(MessageType.STEP_REQUEST.wire()))
            .map(
                sent ->
                    new Input.PeerRefused(
                        sent.step(), message.from(), Words.heard(Optional.of(refusal.reason()))));
    return new Reading.Understood(transaction, handle -> {}, input);
  }

  /** The plan on the record. */
  private Optional<Plan> plan(String transaction) {
    return journal
        .transactions()
        .find(transaction)
        .filter(EarlyRequests::isOnRecord)
        .flatMap(TransactionState::known)
        .map(known -> known.plan());
  }

  private Consumer<Handle> arguments(Message message, SignedCall call, int step, String text) {
    Disclosure disclosure =
        Disclosure.parse(open(message, step, text, Purpose.ARGUMENTS), call.step(step).arguments());
    return handle -> Conversations.keepDisclosure(handle, call.transaction(), step, disclosure);
  }

  private Consumer<Handle> evidence(Message message, int step, Evidence evidence, String value) {
    return handle ->
        shown.keep(
            handle,
            new StoredEvidence(
                message.transaction().orElseThrow(),
                step,
                StoredEvidence.Action.Execute,
                evidence.digest(),
                evidence.text(),
                value));
  }

  /** Only of a read can evidence prove what it returned; of a write nothing would. */
  private String value(Message message, SignedCall call, int step, String sealed) {
    if (call.step(step).kind() == StepKind.WRITE) {
      throw new AmdpException(
          AmdpError.MESSAGE_MALFORMED, "payload.data.value", "null for a write", "a value");
    }
    return ReadValue.parse(open(message, step, sealed, Purpose.VALUE)).json().toString();
  }

  private String open(Message message, int step, String sealed, Purpose purpose) {
    return sealing.open(sealed, message.from(), message.transaction().orElseThrow(), step, purpose);
  }

  private static Consumer<Handle> all(List<Consumer<Handle>> keep) {
    return handle -> keep.forEach(each -> each.accept(handle));
  }
}
