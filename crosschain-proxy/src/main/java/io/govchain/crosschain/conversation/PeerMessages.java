package io.govchain.crosschain.conversation;

import static io.govchain.crosschain.engine.Reason.EVIDENCE_UNAVAILABLE;

import io.govchain.amdp.AmdpError;
import io.govchain.amdp.AmdpException;
import io.govchain.amdp.EarlierStep;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.MessageDraft;
import io.govchain.amdp.MessageType;
import io.govchain.amdp.PlanStep;
import io.govchain.amdp.Reason;
import io.govchain.amdp.SealContext.Purpose;
import io.govchain.amdp.SignedCall;
import io.govchain.crosschain.engine.Effect;
import io.govchain.crosschain.engine.Outcome;
import io.govchain.crosschain.engine.StepResult;
import io.govchain.crosschain.journal.StoredEvidence;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages to the other parties of a transaction. */
final class PeerMessages {
  private static final Logger LOG = LoggerFactory.getLogger(PeerMessages.class);

  /** How long a request that is repeated after the deadline is delivered. */
  private static final long REPEATED_REQUEST_SECONDS = 60;

  private final Post post;
  private final Sealing sealing;

  PeerMessages(Post post, Sealing sealing) {
    this.post = post;
    this.sealing = sealing;
  }

  void stepRequest(Situation situation, int step, String to) {
    if (situation.call().isEmpty() || situation.disclosure(step).isEmpty()) {
      LOG.warn("cannot ask {} for step {}: its call was lost with a journal", to, step);
      return;
    }
    if (isOnItsWay(situation, MessageType.STEP_REQUEST, step, to)) {
      return;
    }
    Set<Integer> apart = new HashSet<>();
    while (!isSent(situation, step, to, apart)) {
      int largest = largestShown(situation, step, to, apart).orElseThrow();
      apart.add(largest);
      if (situation.plan().isOwn(largest)) {
        stepOutcome(situation, largest, to);
      }
    }
  }

  /**
   * Says it, if it fits into an envelope.
   *
   * @param apart earlier steps whose evidence is left out: of own ones the receiver is told before,
   *     in the same lane; for others' it asks
   */
  private boolean isSent(Situation situation, int step, String to, Set<Integer> apart) {
    try {
      stepRequest(situation, step, to, apart);
      return true;
    } catch (AmdpException unspeakable) {
      if (unspeakable.code() == AmdpError.ENVELOPE_TOO_LARGE
          && largestShown(situation, step, to, apart).isPresent()) {
        return false;
      }
      throw unspeakable;
    }
  }

  private static OptionalInt largestShown(
      Situation situation, int step, String to, Set<Integer> apart) {
    return IntStream.range(0, step)
        .filter(earlier -> !apart.contains(earlier) && isShown(situation, earlier, to))
        .filter(earlier -> situation.evidence(earlier).isPresent())
        .boxed()
        .max(Comparator.comparing(earlier -> evidenceLength(situation, earlier)))
        .map(OptionalInt::of)
        .orElseGet(OptionalInt::empty);
  }

  private static int evidenceLength(Situation situation, int step) {
    return evidenceText(situation, step).map(String::length).orElse(0);
  }

  private void stepRequest(Situation situation, int step, String to, Set<Integer> apart) {
    SignedCall call = situation.knownCall();
    PlanStep planned = call.step(step);
    long now = post.briefing().blockTime();
    post.send(
        situation,
        post.draft(situation, to, planned.pipeline())
            .step(step)
            .valid(now, requestExpires(situation, now)),
        new MessageData.StepRequest(
            call.envelope(),
            sealing.seal(
                situation.knownDisclosure(step),
                to,
                situation.transaction(),
                step,
                Purpose.ARGUMENTS),
            IntStream.range(0, step)
                .mapToObj(i -> earlier(situation, i, to, !apart.contains(i)))
                .toList()));
  }

  /** After the deadline a request can only be the answer to a party that lost the first one. */
  private static long requestExpires(Situation situation, long now) {
    long deadline = situation.plan().deadline();
    return now < deadline ? deadline : now + REPEATED_REQUEST_SECONDS;
  }

  /** Arguments and evidence are business data: only the step's verifier is shown them. */
  private static boolean isShown(Situation situation, int step, String to) {
    return situation.plan().step(step).verifier().equals(to);
  }

  private EarlierStep earlier(Situation situation, int step, String to, boolean fits) {
    boolean shown = fits && isShown(situation, step, to);
    return new EarlierStep(
        step,
        Words.result(situation.result(step).outcome()),
        shown
            ? sealed(situation, situation.disclosure(step), to, step, Purpose.ARGUMENTS)
            : Optional.empty(),
        shown
            ? sealed(situation, evidenceText(situation, step), to, step, Purpose.EVIDENCE)
            : Optional.empty());
  }

  void stepOutcome(Situation situation, int step, String to) {
    Optional<SignedCall> call = situation.call();
    if (call.isEmpty()) {
      // Nothing was ever asked of this party, so there is nothing to prove; the record says it.
      return;
    }
    if (isOnItsWay(situation, MessageType.STEP_OUTCOME, step, to)) {
      return;
    }
    StepResult result = situation.result(step);
    Optional<StoredEvidence> evidence = situation.evidence(step);
    MessageDraft draft = post.draft(situation, to, call.get().step(step).pipeline()).step(step);
    post.send(
        situation,
        Conversations.request(situation.handle(), situation.transaction(), to, step)
            .map(asked -> draft.inReplyTo(asked.digest()))
            .orElse(draft),
        new MessageData.StepOutcome(
            call.get().envelope(),
            Words.result(result.outcome()),
            reason(situation, step),
            sealed(situation, situation.disclosure(step), to, step, Purpose.ARGUMENTS),
            sealed(situation, evidenceText(situation, step), to, step, Purpose.EVIDENCE),
            evidence.map(StoredEvidence::digest).or(() -> promised(result)),
            sealed(situation, evidence.flatMap(StoredEvidence::value), to, step, Purpose.VALUE),
            Optional.of(result.subchainTransaction()).filter(hash -> !hash.isEmpty())));
  }

  /** A success without its evidence is told as what it is: the receiver waits for nothing. */
  private static Optional<Reason> reason(Situation situation, int step) {
    StepResult result = situation.result(step);
    boolean unproved = result.outcome() == Outcome.Succeeded && situation.evidence(step).isEmpty();
    if (unproved) {
      LOG.error("step {} succeeded, and its evidence is not here: it will be disputed", step);
    }
    return unproved && !result.isUnproved()
        ? Optional.of(
            Reason.of(
                EVIDENCE_UNAVAILABLE,
                "%s no longer holds the evidence of step %d"
                    .formatted(situation.plan().self(), step)))
        : Words.reason(result.reason());
  }

  /** What the record has of it, also where the evidence itself is gone. */
  private static Optional<String> promised(StepResult result) {
    return Optional.of(result.digest()).filter(digest -> result.outcome() == Outcome.Succeeded);
  }

  private static boolean isOnItsWay(Situation situation, MessageType type, int step, String to) {
    return Conversations.isOnItsWay(situation, type, step, 0, to);
  }

  void evidenceRequest(Situation situation, int step, String to) {
    if (isOnItsWay(situation, MessageType.EVIDENCE_REQUEST, step, to)) {
      return;
    }
    post.send(
        situation,
        post.draft(situation, to, situation.plan().step(step).pipeline()).step(step),
        new MessageData.EvidenceRequest());
  }

  void compensationRequest(Situation situation, Effect.SendCompensationRequest nudge) {
    String pipeline =
        situation.plan().steps().stream()
            .filter(
                step -> step.responsible().equals(nudge.to()) || step.verifier().equals(nudge.to()))
            .map(io.govchain.crosschain.engine.PlanStep::pipeline)
            .findFirst()
            .orElseThrow();
    post.send(
        situation,
        post.draft(situation, nudge.to(), pipeline),
        new MessageData.CompensationRequest(Words.spoken(nudge.reason())));
  }

  void refusal(Situation situation, Effect.SendRefusal refusal) {
    if (isOnItsWay(situation, MessageType.REFUSAL, refusal.step(), refusal.to())) {
      return;
    }
    // Without the request there is nothing that a refusal could answer.
    Conversations.request(situation.handle(), situation.transaction(), refusal.to(), refusal.step())
        .ifPresent(
            request ->
                post.send(
                    situation,
                    post.draft(situation, refusal.to(), request.pipeline())
                        .step(refusal.step())
                        .inReplyTo(request.digest()),
                    new MessageData.Refusal(Words.spoken(refusal.reason()))));
  }

  private static Optional<String> evidenceText(Situation situation, int step) {
    return situation.evidence(step).map(StoredEvidence::evidence);
  }

  private Optional<String> sealed(
      Situation situation, Optional<String> text, String to, int step, Purpose purpose) {
    return text.map(plain -> sealing.seal(plain, to, situation.transaction(), step, purpose));
  }
}
