package io.govchain.amdp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EnvelopeTest {

  @ParameterizedTest
  @EnumSource
  void shouldReadBackTheSameMessage_whenSignedAndParsed(MessageType type) {
    Envelope sent = Samples.all().get(type);
    Envelope received = Envelope.parse(sent.bytes());

    assertThat(received).isEqualTo(sent);
    assertThat(received.claimed()).isEqualTo(sent.claimed());
    assertThat(received.claimed().type()).isEqualTo(type);
    assertThat(received.verified(Hex.bytes(sent.claimed().publicKey()))).isEqualTo(sent.claimed());
    assertThat(received.digest()).isEqualTo(sent.digest()).isEqualTo(Hex.sha256(sent.bytes()));
    assertThat(MessageJson.write(received.claimed())).isEqualTo(received.payload());
  }

  @ParameterizedTest
  @EnumSource
  void shouldNeverVerify_whenAnyBitIsFlipped(MessageType type) {
    Envelope sent = Samples.all().get(type);
    byte[] bytes = sent.bytes();
    byte[] key = Hex.bytes(sent.claimed().publicKey());
    // Every bit of the shortest type; one bit of every seventh byte of the others.
    boolean all = type == MessageType.EVIDENCE_REQUEST;
    for (int i = 0; i < bytes.length; i += all ? 1 : 7) {
      for (int bit = all ? 0 : i % 8; bit < (all ? 8 : i % 8 + 1); bit++) {
        byte[] mutated = bytes.clone();
        mutated[i] ^= (byte) (1 << bit);
        assertThat(verifies(mutated, key)).as("byte %d bit %d of %s", i, bit, sent).isFalse();
      }
    }
  }

  @Test
  void shouldNotVerify_whenTheKeyIsAnother() {
    Problem problem = Refused.by(() -> Cast.stepRequest().verified(Cast.STRANGER_KEY.publicKey()));

    assertThat(problem.code()).isEqualTo(AmdpError.KEY_MISMATCH);
    assertThat(problem.where()).isEqualTo("protected.kid");
    assertThat(problem.expected()).contains(Cast.STRANGER_KEY.address());
    assertThat(problem.actual()).isEqualTo(Cast.CROSSCHAIN_PROXY_KEY.address());
  }

  @Test
  void shouldNotVerify_whenAnotherKeySignedUnderTheKidOfTheSender() {
    Envelope honest = Cast.stepRequest();
    Jws forged = Jws.of(honest).signedBy(Cast.STRANGER_KEY);

    assertThat(
            Refused.code(
                () ->
                    Envelope.parse(forged.bytes()).verified(Cast.CROSSCHAIN_PROXY_KEY.publicKey())))
        .isEqualTo(AmdpError.SIGNATURE_INVALID);
  }

  @Test
  void shouldNotVerify_whenTheCredentialIsAnothers() {
    Jws forged =
        Jws.of(Cast.stepRequest())
            .replacingInPayload(
                Hex.of(Cast.CROSSCHAIN_PROXY_KEY.publicKey()),
                Hex.of(Cast.STRANGER_KEY.publicKey()))
            .signedBy(Cast.CROSSCHAIN_PROXY_KEY);

    Problem problem =
        Refused.by(
            () -> Envelope.parse(forged.bytes()).verified(Cast.CROSSCHAIN_PROXY_KEY.publicKey()));

    assertThat(problem.code()).isEqualTo(AmdpError.KEY_MISMATCH);
    assertThat(problem.where()).isEqualTo("payload.credential.publicKey");
  }

  @Test
  void shouldNotVerify_whenRetargeted() {
    Jws forged = Jws.of(Cast.stepRequest()).replacingInPayload(Cast.PEER, "bank/crosschain-proxy");

    assertThat(
            Refused.code(
                () ->
                    Envelope.parse(forged.bytes()).verified(Cast.CROSSCHAIN_PROXY_KEY.publicKey())))
        .isEqualTo(AmdpError.SIGNATURE_INVALID);
  }

  @Test
  void shouldKeepItsDigest_whenWhiteSpaceAndOrderOfMembersChange() throws Exception {
    Envelope sent = Cast.stepRequest();
    ObjectMapper mapper = new ObjectMapper();
    var tree = mapper.readTree(sent.json());
    var turned = mapper.createObjectNode();
    turned.set("signature", tree.get("signature"));
    turned.set("payload", tree.get("payload"));
    turned.set("protected", tree.get("protected"));

    Envelope received =
        Envelope.parse(mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(turned));

    assertThat(received.digest()).isEqualTo(sent.digest());
    assertThat(received.bytes()).isEqualTo(sent.bytes());
  }

  @Test
  void shouldKeepTheExactPayload_whenItIsNotWrittenAsWeWould() {
    Jws spaced =
        Jws.of(Cast.call().envelope())
            .withPayload(
                payload -> payload.replace("\"type\":\"call\"", "\"type\" :\n \"\\u0063all\""))
            .signedBy(Cast.APPLICATION_KEY);
    Envelope received = Envelope.parse(spaced.bytes());

    assertThat(received.verified(Cast.APPLICATION_KEY.publicKey()))
        .isEqualTo(Cast.call().envelope().claimed());
    assertThat(new String(received.payload(), StandardCharsets.UTF_8)).isEqualTo(spaced.payload());
    assertThat(TransactionId.of(received)).isNotEqualTo(Cast.call().transaction());
  }

  @Test
  void shouldRefuseToSign_whenTheCredentialIsNotTheSigners() {
    Message message = Cast.stepRequest().claimed();

    assertThat(Refused.code(() -> Envelope.sign(Cast.STRANGER_KEY, message)))
        .isEqualTo(AmdpError.KEY_MISMATCH);
  }

  @Test
  void shouldRefuseToSign_whenTheEnvelopeWouldBeTooLarge() {
    String sealed = "A".repeat(800_000);
    MessageFactory factory =
        new MessageFactory(
            Cast.CROSSCHAIN_PROXY_KEY, Cast.CROSSCHAIN_PROXY, new FixedRandom("large"));
    MessageData data = new MessageData.EvidenceReply(sealed, Cast.DIGEST);
    MessageDraft draft = Cast.draft(Cast.PEER).step(1).inReplyTo(Cast.DIGEST);

    assertThat(Refused.code(() -> factory.sign(draft, data)))
        .isEqualTo(AmdpError.ENVELOPE_TOO_LARGE);
  }

  @Test
  void shouldCarryTheLargestEvidence() {
    String evidence = "{\"kind\":\"" + "e".repeat(MessageData.MAX_EVIDENCE - 11) + "\"}";
    SealContext context =
        new SealContext(
            Cast.PEER,
            Cast.CROSSCHAIN_PROXY,
            Cast.call().transaction(),
            1,
            SealContext.Purpose.EVIDENCE);
    String sealed =
        Sealed.encrypt(
            evidence, context, Cast.CROSSCHAIN_PROXY_KEY.publicKey(), new FixedRandom("large"));
    MessageFactory factory = new MessageFactory(Cast.PEER_KEY, Cast.PEER, new FixedRandom("large"));

    Envelope sent =
        factory.sign(
            Cast.draft(Cast.CROSSCHAIN_PROXY).step(1).inReplyTo(Cast.DIGEST),
            new MessageData.EvidenceReply(sealed, new Evidence(evidence).digest()));

    assertThat(Envelope.parse(sent.bytes()).verified(Cast.PEER_KEY.publicKey()))
        .isEqualTo(sent.claimed());
  }

  @Test
  void shouldCarryTheLargestEvidenceWithTheLargestArgumentsOfTheLongestCall() {
    ApplicationCall call = longestCall();
    MessageDraft draft =
        MessageDraft.to(LONGEST)
            .transaction(call.transaction())
            .pipeline(LONGEST, Cast.CONSTRAINT)
            .step(7)
            .place(9, Optional.of(Cast.DIGEST))
            .valid(Cast.NOW, Cast.NOW + 700)
            .inReplyTo(Cast.DIGEST);
    String evidence = "e".repeat(MessageData.MAX_EVIDENCE - ReadValue.MAX_BYTES);
    MessageData said =
        new MessageData.StepOutcome(
            call.envelope(),
            StepResult.SUCCEEDED,
            Optional.of(Reason.of("because", "\u0001".repeat(Reason.MAX_TEXT))),
            Optional.of(
                sealed(
                    call,
                    "a".repeat(MessageData.MAX_DISCLOSURE_BYTES),
                    SealContext.Purpose.ARGUMENTS)),
            Optional.of(sealed(call, evidence, SealContext.Purpose.EVIDENCE)),
            Optional.of(new Evidence(evidence).digest()),
            Optional.of(sealed(call, "v".repeat(ReadValue.MAX_BYTES), SealContext.Purpose.VALUE)),
            Optional.of("h".repeat(128)));

    Envelope sent =
        new MessageFactory(Cast.PEER_KEY, LONGEST, new FixedRandom("large")).sign(draft, said);

    assertThat(sent.bytes().length).isLessThanOrEqualTo(Envelope.MAX_BYTES);
  }

  private static final String LONGEST = "x".repeat(32) + "/" + "y".repeat(32);

  private static ApplicationCall longestCall() {
    ApplicationCall.Builder call =
        ApplicationCall.builder()
            .from(LONGEST)
            .to(LONGEST)
            .request("r".repeat(64))
            .issued(Cast.NOW)
            .validForSeconds(300)
            .deadlineSeconds(600)
            .pipeline(LONGEST, Cast.CONSTRAINT);
    for (int step = 0; step < Shape.MAX_STEPS; step++) {
      call.write(StepSide.SOURCE, LONGEST, "f(" + "uint256,".repeat(62) + "bool)", true);
    }
    return call.random(new FixedRandom("call")).sign(Cast.APPLICATION_KEY);
  }

  private static String sealed(ApplicationCall call, String text, SealContext.Purpose purpose) {
    return Sealed.encrypt(
        text,
        new SealContext(LONGEST, LONGEST, call.transaction(), 7, purpose),
        Cast.CROSSCHAIN_PROXY_KEY.publicKey(),
        new FixedRandom("large"));
  }

  @Test
  void shouldRefuseACarriedEnvelope_whenItIsNotACall() {
    Problem problem =
        Refused.by(
            () -> new MessageData.StepRequest(Cast.stepRequest(), "sealed", java.util.List.of()));

    assertThat(problem.actual()).isEqualTo("step-request");
  }

  @Test
  void shouldNameTheMessage_whenPrinted() {
    assertThat(Cast.stepRequest().toString())
        .startsWith("step-request ")
        .endsWith("from registry/crosschain-proxy to court/crosschain-proxy");
    assertThat(Optional.of(Cast.stepRequest())).hasValue(Cast.stepRequest());
  }

  private static boolean verifies(byte[] bytes, byte[] key) {
    try {
      Envelope.parse(bytes).verified(key);
      return true;
    } catch (AmdpException e) {
      return false;
    }
  }
}
