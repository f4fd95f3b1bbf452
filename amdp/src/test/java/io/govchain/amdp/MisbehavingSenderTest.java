package io.govchain.amdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What senders must not get away with, whatever they sign. */
class MisbehavingSenderTest {

  private static final BigInteger ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

  private final Jws honest = Jws.of(Cast.stepRequest());
  private final String kid = Cast.CROSSCHAIN_PROXY_KEY.address();

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "HS256", "ES256", "ES384", "RS256", "es256k", ""})
  void shouldRefuse_whenTheAlgorithmIsAnother(String algorithm) {
    String header = honest.header().replace("ES256K", algorithm);

    assertThat(codeOf(honest.withHeader(header).signedBy(Cast.CROSSCHAIN_PROXY_KEY)))
        .isEqualTo(AmdpError.ALGORITHM_REFUSED);
  }

  @Test
  void shouldRefuse_whenUnsignedWithAlgorithmNone() {
    Jws unsigned = honest.withHeader("{\"alg\":\"none\"}").withSignature(new byte[0]);

    assertThat(codeOf(unsigned)).isEqualTo(AmdpError.ENVELOPE_MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"ES256K\",\"kid\":\"KID\",\"typ\":\"amdp+json\",\"crit\":[\"exp\"]}",
        "{\"alg\":\"ES256K\",\"kid\":\"KID\",\"typ\":\"amdp+json\",\"b64\":false}",
        "{\"alg\":\"ES256K\",\"kid\":\"KID\",\"typ\":\"amdp+json\",\"jwk\":{}}",
        "{\"alg\":\"ES256K\",\"alg\":\"none\",\"kid\":\"KID\",\"typ\":\"amdp+json\"}",
        "{\"alg\":\"ES256K\",\"kid\":\"KID\"}",
        "{\"alg\":\"ES256K\",\"typ\":\"amdp+json\"}",
        "{\"alg\":[\"ES256K\"],\"kid\":\"KID\",\"typ\":\"amdp+json\"}",
        "[]",
        "null",
        "",
        "{\"alg\":\"ES256K\",\"kid\":\"KID\",\"typ\":\"amdp+json\"} {}",
        "{\"alg\":\"ES256K\",\"kid\":\"KID\",\"typ\":\"amdp+json\",}",
        "{'alg':'ES256K','kid':'KID','typ':'amdp+json'}"
      })
  void shouldRefuse_whenTheHeaderHasAnotherForm(String header) {
    Jws signed = honest.withHeader(header.replace("KID", kid)).signedBy(Cast.CROSSCHAIN_PROXY_KEY);

    assertThat(codeOf(signed)).isEqualTo(AmdpError.ENVELOPE_MALFORMED);
  }

  @Test
  void shouldRefuse_whenTheTypeIsAnother() {
    Jws signed =
        honest
            .withHeader(honest.header().replace("amdp+json", "JWT"))
            .signedBy(Cast.CROSSCHAIN_PROXY_KEY);

    assertThat(codeOf(signed)).isEqualTo(AmdpError.ALGORITHM_REFUSED);
  }

  @Test
  void shouldRefuse_whenTheKidIsNotALowerCaseAddress() {
    Jws signed =
        honest
            .withHeader(
                honest
                    .header()
                    .replace(kid, "0x" + kid.substring(2).toUpperCase(java.util.Locale.ROOT)))
            .signedBy(Cast.CROSSCHAIN_PROXY_KEY);

    assertThat(codeOf(signed)).isEqualTo(AmdpError.ENVELOPE_MALFORMED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"type\":\"step-request\" | \"type\":\"step-request\",\"type\":\"call\"",
        "\"type\":\"step-request\" | \"type\":\"step-request\",\"extra\":1",
        "\"type\":\"step-request\" | \"type\":\"unheard-of\"",
        "\"type\":\"step-request\" | \"kind\":\"step-request\"",
        "\"step\":1 | \"step\":1.0",
        "\"step\":1 | \"step\":1e0",
        "\"step\":1 | \"step\":\"1\"",
        "\"step\":1 | \"step\":8",
        "\"step\":1 | \"step\":-1",
        "\"step\":1 | \"step\":null",
        "\"step\":1, | ''",
        "\"sequence\":0 | \"sequence\":-1",
        "\"sequence\":0 | \"sequence\":9007199254740992",
        "\"sequence\":0 | \"sequence\":99999999999999999999999999",
        "\"sequence\":0 | \"sequence\":1",
        "\"previous\":null | \"previous\":\"0x00\"",
        "\"previous\":null, | ''",
        "\"issued\":1790000002 | \"issued\":true",
        "\"issued\":1790000002 | \"issued\":1790000701",
        "\"expires\":1790000700 | \"expires\":1890000700",
        "\"expires\":1790000700 | \"expires\":1790000000",
        "\"inReplyTo\":null | \"inReplyTo\":\"none\"",
        "\"pipeline\":\"registry/evidence\" | \"pipeline\":\"Registry/evidence\"",
        "\"pipeline\":\"registry/evidence\" | \"pipeline\":\"registry/evidence/2\"",
        "\"from\":\"registry/crosschain-proxy\" | \"from\":\"registry\"",
        "\"to\":\"court/crosschain-proxy\" | \"to\":[\"court/crosschain-proxy\"]",
        "\"credential\":{ | \"credential\":{\"certificate\":\"\",",
        "\"earlier\":[] | \"earlier\":{}",
        "\"earlier\":[] | \"earlier\":[{}]",
        "\"earlier\":[] | \"earlier\":[],\"note\":\"\"",
      })
  void shouldRefuse_whenAMemberOfTheMessageIsWrong(String right, String wrong) {
    Jws signed = honest.replacingInPayload(right, wrong).signedBy(Cast.CROSSCHAIN_PROXY_KEY);

    assertThat(codeOf(signed)).isEqualTo(AmdpError.MESSAGE_MALFORMED);
  }

  @Test
  void shouldSayWhatWasExpected_whenAMemberIsWrong() {
    Jws signed =
        honest.replacingInPayload("\"step\":1", "\"step\":8").signedBy(Cast.CROSSCHAIN_PROXY_KEY);

    Problem problem = Refused.by(() -> Envelope.parse(signed.bytes()));

    assertThat(problem.text()).isEqualTo("message-malformed: payload.step: expected 0 to 7, got 8");
  }

  @Test
  void shouldRefuse_whenNestedTooDeep() {
    String deep = "[".repeat(40) + "]".repeat(40);

    assertThat(codeOf(honest.replacingInPayload("\"earlier\":[]", "\"earlier\":" + deep)))
        .isEqualTo(AmdpError.MESSAGE_MALFORMED);
    String endless = "{\"a\":".repeat(200_000);
    assertThat(Refused.code(() -> Envelope.parse(endless.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(AmdpError.ENVELOPE_MALFORMED);
  }

  @Test
  void shouldRefuse_whenTooLarge() {
    byte[] large = Arrays.copyOf(honest.bytes(), Envelope.MAX_BYTES + 1);
    Arrays.fill(large, honest.bytes().length, large.length, (byte) ' ');

    assertThat(Refused.code(() -> Envelope.parse(large))).isEqualTo(AmdpError.ENVELOPE_TOO_LARGE);
    assertThat(Envelope.parse(Arrays.copyOf(large, Envelope.MAX_BYTES)))
        .isEqualTo(Cast.stepRequest());
  }

  @Test
  void shouldRefuse_whenTruncatedAnywhere() {
    byte[] bytes = honest.bytes();

    IntStream.range(0, bytes.length)
        .forEach(
            length ->
                assertThat(Refused.code(() -> Envelope.parse(Arrays.copyOf(bytes, length))))
                    .as("first %d bytes", length)
                    .isIn(AmdpError.ENVELOPE_MALFORMED));
  }

  @Test
  void shouldRefuse_whenBase64IsNotCanonical() {
    String json = honest.json();
    String signature = json.substring(json.lastIndexOf(':') + 2, json.length() - 2);
    char last = signature.charAt(signature.length() - 1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    char twin = alphabet.charAt(alphabet.indexOf(last) + 1);

    for (String other :
        new String[] {
          signature.substring(0, signature.length() - 1) + twin,
          signature + "==",
          signature + "\\n",
          " " + signature,
          signature.replaceFirst("[A-Za-z0-9]", "+"),
          signature.substring(1),
          ""
        }) {
      byte[] changed = json.replace(signature, other).getBytes(StandardCharsets.UTF_8);
      assertThat(Refused.code(() -> Envelope.parse(changed)))
          .as(other)
          .isEqualTo(AmdpError.ENVELOPE_MALFORMED);
    }
  }

  @Test
  void shouldRefuse_whenTheSignatureIsItsHighTwin() {
    byte[] high = honest.signature().clone();
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(high, 32, 64));
    byte[] twin = ORDER.subtract(s).toByteArray();
    System.arraycopy(twin, twin.length - 32, high, 32, 32);

    assertThat(signatureCode(high)).isEqualTo(AmdpError.SIGNATURE_INVALID);
  }

  @Test
  void shouldRefuse_whenTheSignatureIsDegenerate() {
    byte[] zeroR = honest.signature().clone();
    Arrays.fill(zeroR, 0, 32, (byte) 0);
    byte[] zeroS = honest.signature().clone();
    Arrays.fill(zeroS, 32, 64, (byte) 0);
    byte[] largeR = honest.signature().clone();
    Arrays.fill(largeR, 0, 32, (byte) 0xff);

    assertThat(signatureCode(zeroR)).isEqualTo(AmdpError.SIGNATURE_INVALID);
    assertThat(signatureCode(zeroS)).isEqualTo(AmdpError.SIGNATURE_INVALID);
    assertThat(signatureCode(largeR)).isEqualTo(AmdpError.SIGNATURE_INVALID);
    assertThat(signatureCode(new byte[64])).isEqualTo(AmdpError.SIGNATURE_INVALID);
  }

  @Test
  void shouldRefuse_whenTheTextIsNotPlainUtf8() {
    String json = honest.json();
    byte[] broken = honest.bytes();
    broken[broken.length / 2] = (byte) 0xff;

    for (byte[] bytes :
        new byte[][] {
          json.getBytes(StandardCharsets.UTF_16),
          json.getBytes(StandardCharsets.UTF_16LE),
          ("\uFEFF" + json).getBytes(StandardCharsets.UTF_8),
          broken,
          (json + json).getBytes(StandardCharsets.UTF_8),
          (json + "\0").getBytes(StandardCharsets.UTF_8),
          ("/* */" + json).getBytes(StandardCharsets.UTF_8),
          new byte[0]
        }) {
      assertThat(Refused.code(() -> Envelope.parse(bytes))).isEqualTo(AmdpError.ENVELOPE_MALFORMED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"header", "signatures", "protected2"})
  void shouldRefuse_whenTheEnvelopeHasAnotherMember(String name) {
    String json = honest.json().replace("{\"protected\"", "{\"" + name + "\":{},\"protected\"");

    assertThat(Refused.code(() -> Envelope.parse(json.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(AmdpError.ENVELOPE_MALFORMED);
  }

  @Test
  void shouldRefuse_whenAnEnvelopeMemberIsThereTwice() {
    String json = honest.json().replace("{\"protected\"", "{\"payload\":\"e30\",\"protected\"");

    assertThat(Refused.code(() -> Envelope.parse(json.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(AmdpError.ENVELOPE_MALFORMED);
  }

  @Test
  void shouldRefuse_whenATextHoldsHalfACharacter() {
    Jws signed = honest.replacingInPayload("\"arguments\":\"", "\"arguments\":\"\\ud800");

    assertThat(codeOf(signed)).isEqualTo(AmdpError.MESSAGE_MALFORMED);
  }

  @Test
  void shouldStayQuick_whenAFunctionSignatureIsMadeToBeSlow() {
    Jws call = Jws.of(Cast.call().envelope());
    Jws slow = call.replacingInPayload("store(bytes32,string)", "f" + "()".repeat(250) + "!");

    assertThat(codeOf(slow)).isEqualTo(AmdpError.MESSAGE_MALFORMED);
  }

  private AmdpError codeOf(Jws jws) {
    return Refused.code(() -> Envelope.parse(jws.bytes()));
  }

  private AmdpError signatureCode(byte[] signature) {
    Envelope envelope = Envelope.parse(honest.withSignature(signature).bytes());
    return Refused.code(() -> envelope.verified(Cast.CROSSCHAIN_PROXY_KEY.publicKey()));
  }
}
