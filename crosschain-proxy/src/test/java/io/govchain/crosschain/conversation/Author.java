package io.govchain.crosschain.conversation;

import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.EarlierStep;
import io.govchain.amdp.Envelope;
import io.govchain.amdp.Evidence;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.MessageDraft;
import io.govchain.amdp.MessageFactory;
import io.govchain.amdp.SealContext;
import io.govchain.amdp.SealContext.Purpose;
import io.govchain.amdp.Sealed;
import io.govchain.amdp.StepResult;
import io.govchain.amdp.crypto.Signer;
import io.govchain.crosschain.fixture.Consortium;
import io.govchain.governance.GovernanceChain;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/** Writes messages as some service would, or as a forger of it. */
final class Author {
  static final String EVIDENCE = "{\"kind\":\"evm-transaction\"}";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final GovernanceChain chain;
  private final String path;
  private final Signer signer;

  private Author(GovernanceChain chain, String path, Signer signer) {
    this.chain = chain;
    this.path = path;
    this.signer = signer;
  }

  static Author of(GovernanceChain chain, String path) {
    return new Author(chain, path, Consortium.signer(path));
  }

  /** Claims to be one service and signs with the key of another. */
  Author signingAs(String other) {
    return new Author(chain, path, Consortium.signer(other));
  }

  MessageDraft draft(String to, String transaction) {
    long now = chain.blockTime();
    return MessageDraft.to(to)
        .transaction(transaction)
        .pipeline(
            Consortium.PIPELINE, chain.pipeline(Consortium.PIPELINE).orElseThrow().constraintHash())
        .place(0, Optional.empty())
        .valid(now, now + 600);
  }

  Envelope sign(MessageDraft draft, MessageData data) {
    return new MessageFactory(signer, path, RANDOM).sign(draft, data);
  }

  String seal(String text, String to, String transaction, int step, Purpose purpose) {
    return Sealed.encrypt(
        text,
        new SealContext(path, to, transaction, step, purpose),
        Consortium.signer(to).publicKey(),
        RANDOM);
  }

  Envelope forward(ApplicationCall call, String to) {
    return sign(draft(to, call.transaction()), forwarded(call));
  }

  static MessageData.Forward forwarded(ApplicationCall call) {
    return new MessageData.Forward(
        call.envelope(), call.disclosures().stream().map(each -> each.text()).toList());
  }

  /** Asks for the second step, with the evidence of the first. */
  Envelope stepRequest(ApplicationCall call, String to) {
    return sign(draft(to, call.transaction()).step(1), stepRequested(call, to));
  }

  MessageData.StepRequest stepRequested(ApplicationCall call, String to) {
    return new MessageData.StepRequest(
        call.envelope(),
        seal(call.disclosures().get(1).text(), to, call.transaction(), 1, Purpose.ARGUMENTS),
        List.of(
            new EarlierStep(
                0,
                StepResult.SUCCEEDED,
                Optional.of(
                    seal(
                        call.disclosures().get(0).text(),
                        to,
                        call.transaction(),
                        0,
                        Purpose.ARGUMENTS)),
                Optional.of(seal(EVIDENCE, to, call.transaction(), 0, Purpose.EVIDENCE)))));
  }

  /** Tells that a step succeeded. */
  MessageData.StepOutcome succeeded(ApplicationCall call, int step, String to) {
    return succeeded(call, step, to, EVIDENCE);
  }

  /** Tells that a step succeeded, and shows this for it. */
  MessageData.StepOutcome succeeded(ApplicationCall call, int step, String to, String evidence) {
    return new MessageData.StepOutcome(
        call.envelope(),
        StepResult.SUCCEEDED,
        Optional.empty(),
        Optional.of(
            seal(
                call.disclosures().get(step).text(),
                to,
                call.transaction(),
                step,
                Purpose.ARGUMENTS)),
        Optional.of(seal(evidence, to, call.transaction(), step, Purpose.EVIDENCE)),
        Optional.of(new Evidence(evidence).digest()),
        Optional.empty(),
        Optional.of("0x" + "77".repeat(32)));
  }

  /** The same with what the step is said to have returned. */
  MessageData.StepOutcome returned(ApplicationCall call, int step, String to, String value) {
    MessageData.StepOutcome told = succeeded(call, step, to);
    return new MessageData.StepOutcome(
        told.call(),
        told.result(),
        told.reason(),
        told.arguments(),
        told.evidence(),
        told.evidenceDigest(),
        Optional.of(seal(value, to, call.transaction(), step, Purpose.VALUE)),
        told.subchainTransaction());
  }

  Envelope stepOutcome(ApplicationCall call, int step, String to) {
    return sign(draft(to, call.transaction()).step(step), succeeded(call, step, to));
  }
}
