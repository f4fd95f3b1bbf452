package io.govchain.amdp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.govchain.amdp.SealContext.Purpose;
import io.govchain.amdp.crypto.LocalSigner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One envelope of every type, all of one transaction, with fixed keys and randomness. */
final class Samples {

  private static final ApplicationCall CALL = Cast.call();
  private static final String EVIDENCE =
      "{\"kind\":\"evm-transaction\",\"chainId\":1338,\"blockNumber\":7}";
  private static final String HASH = "0x" + "aa".repeat(32);

  private Samples() {}

  static Map<MessageType, Envelope> all() {
    Map<MessageType, Envelope> all = new LinkedHashMap<>();
    all.put(MessageType.CALL, CALL.envelope());
    all.put(MessageType.FORWARD, forward());
    Envelope execute = execute();
    all.put(MessageType.EXECUTE, execute);
    all.put(MessageType.OUTCOME, outcome(execute));
    Envelope request = Cast.stepRequest();
    all.put(MessageType.STEP_REQUEST, request);
    all.put(MessageType.STEP_OUTCOME, stepOutcome(request));
    Envelope ask =
        signed(
            own("evidence-request", Cast.PEER),
            Cast.draft(Cast.PEER).step(1),
            new MessageData.EvidenceRequest());
    all.put(MessageType.EVIDENCE_REQUEST, ask);
    all.put(MessageType.EVIDENCE, evidence(ask));
    all.put(
        MessageType.COMPENSATION_REQUEST,
        signed(
            own("compensation-request", Cast.PEER),
            Cast.draft(Cast.PEER).place(2, Optional.of(ask.digest())),
            new MessageData.CompensationRequest(new Reason("step-failed", "step 2 failed"))));
    all.put(MessageType.COMPENSATION_OUTCOME, compensationOutcome());
    all.put(MessageType.REFUSAL, refusal(request));
    all.put(MessageType.STATUS, status());
    return all;
  }

  private record Sender(LocalSigner key, String path, String seed) {}

  private static Sender own(String seed, String to) {
    return new Sender(Cast.CROSSCHAIN_PROXY_KEY, Cast.CROSSCHAIN_PROXY, seed + to);
  }

  private static Sender peer(String seed) {
    return new Sender(Cast.PEER_KEY, Cast.PEER, seed);
  }

  private static Envelope signed(Sender sender, MessageDraft draft, MessageData data) {
    return new MessageFactory(sender.key(), sender.path(), new FixedRandom(sender.seed()))
        .sign(draft, data);
  }

  private static List<String> disclosures() {
    return CALL.disclosures().stream().map(Disclosure::text).toList();
  }

  private static Envelope forward() {
    return signed(
        new Sender(Cast.SUBCHAIN_PROXY_KEY, Cast.SUBCHAIN_PROXY, "forward"),
        Cast.draft(Cast.CROSSCHAIN_PROXY),
        new MessageData.Forward(CALL.envelope(), disclosures()));
  }

  private static Envelope execute() {
    PlanStep step = CALL.call().step(0);
    return signed(
        own("execute", Cast.SUBCHAIN_PROXY),
        Cast.draft(Cast.SUBCHAIN_PROXY).step(0),
        new MessageData.Execute(
            StepAction.EXECUTE,
            step.contract(),
            "0x" + "5c".repeat(20),
            step.function(),
            step.kind(),
            disclosures().getFirst()));
  }

  private static Envelope outcome(Envelope execute) {
    return signed(
        new Sender(Cast.SUBCHAIN_PROXY_KEY, Cast.SUBCHAIN_PROXY, "outcome"),
        Cast.draft(Cast.CROSSCHAIN_PROXY)
            .step(0)
            .place(1, Optional.of(forward().digest()))
            .inReplyTo(execute.digest()),
        new MessageData.Outcome(
            StepAction.EXECUTE,
            StepResult.SUCCEEDED,
            Optional.empty(),
            Optional.of(EVIDENCE),
            Optional.of(new Evidence(EVIDENCE).digest()),
            Optional.empty(),
            Optional.of(HASH)));
  }

  private static String sealed(String text, Purpose purpose) {
    SealContext context =
        new SealContext(Cast.PEER, Cast.CROSSCHAIN_PROXY, CALL.transaction(), 1, purpose);
    return Sealed.encrypt(
        text,
        context,
        Cast.CROSSCHAIN_PROXY_KEY.publicKey(),
        new FixedRandom("seal " + purpose.wire()));
  }

  private static Envelope stepOutcome(Envelope request) {
    return signed(
        peer("step-outcome"),
        Cast.draft(Cast.CROSSCHAIN_PROXY).step(1).inReplyTo(request.digest()),
        new MessageData.StepOutcome(
            CALL.envelope(),
            StepResult.SUCCEEDED,
            Optional.empty(),
            Optional.empty(),
            Optional.of(sealed(EVIDENCE, Purpose.EVIDENCE)),
            Optional.of(new Evidence(EVIDENCE).digest()),
            Optional.empty(),
            Optional.of(HASH)));
  }

  private static Envelope evidence(Envelope ask) {
    return signed(
        peer("evidence"),
        Cast.draft(Cast.CROSSCHAIN_PROXY).step(1).inReplyTo(ask.digest()),
        new MessageData.EvidenceReply(
            sealed(EVIDENCE, Purpose.EVIDENCE), new Evidence(EVIDENCE).digest()));
  }

  private static Envelope compensationOutcome() {
    return signed(
        peer("compensation-outcome"),
        Cast.draft(Cast.CROSSCHAIN_PROXY).step(1),
        new MessageData.CompensationOutcome(
            StepResult.FAILED,
            Optional.of(new Reason("call-reverted", "NotStored(digest=0xd1..)")),
            Optional.of(HASH)));
  }

  private static Envelope refusal(Envelope request) {
    return signed(
        peer("refusal"),
        Cast.draft(Cast.CROSSCHAIN_PROXY).step(1).inReplyTo(request.digest()),
        new MessageData.Refusal(
            new Reason("plan-invalid", "the record on chain has 2 steps, the plan 3")));
  }

  private static Envelope status() {
    StepStatus write =
        new StepStatus(
            1,
            StepStatus.Outcome.FAILED,
            StepStatus.Verdict.NONE,
            StepStatus.Compensation.NONE,
            Optional.of(HASH),
            Optional.of(new Reason("call-reverted", "AlreadyStored(...)")),
            Optional.empty());
    StepStatus read =
        new StepStatus(
            2,
            StepStatus.Outcome.SUCCEEDED,
            StepStatus.Verdict.ACCEPTED,
            StepStatus.Compensation.COMPENSATED,
            Optional.empty(),
            Optional.empty(),
            Optional.of(
                JsonNodeFactory.instance.arrayNode().add("deed 2031").add(1790000000).add(true)));
    return signed(
        own("status", Cast.SUBCHAIN_PROXY),
        Cast.draft(Cast.SUBCHAIN_PROXY),
        new MessageData.Status(
            CallStatus.COMPENSATING, Optional.of("step 1 failed"), List.of(write, read)));
  }
}
