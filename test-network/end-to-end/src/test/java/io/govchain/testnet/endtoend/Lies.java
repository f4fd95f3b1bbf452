package io.govchain.testnet.endtoend;

import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.EarlierStep;
import io.govchain.amdp.Envelope;
import io.govchain.amdp.Evidence;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.Reason;
import io.govchain.amdp.SealContext.Purpose;
import io.govchain.amdp.StepResult;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a dishonest cross-chain proxy says about calls. */
record Lies(Liar liar) {

  /** Asks for the second step, showing this as evidence of the first. */
  MessageData.StepRequest request(ApplicationCall call, String evidence) {
    return request(call, 1, evidence);
  }

  /**
   * @param sealedFor the step that the arguments are sealed for
   */
  MessageData.StepRequest request(ApplicationCall call, int sealedFor, String evidence) {
    String transaction = call.transaction();
    return new MessageData.StepRequest(
        call.envelope(),
        liar.seal(call.disclosures().get(1).text(), transaction, sealedFor, Purpose.ARGUMENTS),
        List.of(
            new EarlierStep(
                0,
                StepResult.SUCCEEDED,
                Optional.of(
                    liar.seal(
                        call.disclosures().getFirst().text(), transaction, 0, Purpose.ARGUMENTS)),
                Optional.of(liar.seal(evidence, transaction, 0, Purpose.EVIDENCE)))));
  }

  /** A request as an honest proxy would sign it. */
  Envelope signedRequest(ApplicationCall call, String evidence) {
    return liar.sign(liar.draft(call.transaction()).step(1), request(call, evidence));
  }

  /** Tells that a step succeeded, with this as its evidence. */
  MessageData.StepOutcome succeeded(ApplicationCall call, int step, String evidence) {
    return succeeded(call, step, evidence, "0x" + "77".repeat(32));
  }

  /**
   * @param hash of the chain's transaction that is said to have done it
   */
  MessageData.StepOutcome succeeded(ApplicationCall call, int step, String evidence, String hash) {
    return new MessageData.StepOutcome(
        call.envelope(),
        StepResult.SUCCEEDED,
        Optional.empty(),
        Optional.of(
            liar.seal(
                call.disclosures().get(step).text(), call.transaction(), step, Purpose.ARGUMENTS)),
        Optional.of(liar.seal(evidence, call.transaction(), step, Purpose.EVIDENCE)),
        Optional.of(new Evidence(evidence).digest()),
        Optional.empty(),
        Optional.of(hash));
  }

  /** Tells that a step failed. */
  static MessageData.StepOutcome failed(ApplicationCall call) {
    return new MessageData.StepOutcome(
        call.envelope(),
        StepResult.FAILED,
        Optional.of(Reason.of("call-reverted", "or so it is said")),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The signature of one message with the payload of another. */
  static byte[] spliced(Envelope signature, Envelope payload) {
    String signed = new String(signature.bytes(), StandardCharsets.UTF_8);
    String other = new String(payload.bytes(), StandardCharsets.UTF_8);
    return signed.replace(payloadOf(signed), payloadOf(other)).getBytes(StandardCharsets.UTF_8);
  }

  private static String payloadOf(String envelope) {
    String begin = "\"payload\":\"";
    int start = envelope.indexOf(begin) + begin.length();
    return envelope.substring(start, envelope.indexOf('"', start));
  }

  /** The same JSON, longer. */
  static byte[] padded(byte[] bytes, int length) {
    byte[] padded = Arrays.copyOf(bytes, length);
    Arrays.fill(padded, bytes.length, length, (byte) ' ');
    return padded;
  }

  /** Gives every message the same id. */
  static SecureRandom alwaysTheSame() {
    byte[] id = new byte[16];
    new SecureRandom().nextBytes(id);
    return new SecureRandom() {
      private static final long serialVersionUID = 1;

      @Override
      public void nextBytes(byte[] bytes) {
        System.arraycopy(id, 0, bytes, 0, bytes.length);
      }
    };
  }
}
