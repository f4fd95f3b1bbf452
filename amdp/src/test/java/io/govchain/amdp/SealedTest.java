package io.govchain.amdp;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.impl.AAD;
import com.nimbusds.jose.crypto.impl.AESGCM;
import com.nimbusds.jose.crypto.impl.ConcatKDF;
import com.nimbusds.jose.jca.JWEJCAContext;
import com.nimbusds.jose.jwk.ECKey;
import io.govchain.amdp.SealContext.Purpose;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SealedTest {

  private static final String TRANSACTION = "0x" + "7a".repeat(32);
  private static final SealContext CONTEXT =
      new SealContext(Cast.CROSSCHAIN_PROXY, Cast.PEER, TRANSACTION, 1, Purpose.ARGUMENTS);
  private static final String TEXT = "[\"c2FsdHNhbHRzYWx0c2FsdA\",[\"0x01\",\"证据 🏛\"]]";

  private final String sealed =
      Sealed.encrypt(TEXT, CONTEXT, Cast.PEER_KEY.publicKey(), new FixedRandom("s"));

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 100_000})
  void shouldOpen_whenSealedForThisReceiver(int length) {
    String text = "x".repeat(length);
    String box = Sealed.encrypt(text, CONTEXT, Cast.PEER_KEY.publicKey(), new FixedRandom("s"));

    assertThat(Sealed.decrypt(box, CONTEXT, Cast.PEER_KEY)).isEqualTo(text);
  }

  @Test
  void shouldOpenTheExactText_whenItIsNotAscii() {
    assertThat(Sealed.decrypt(sealed, CONTEXT, Cast.PEER_KEY)).isEqualTo(TEXT);
  }

  @Test
  void shouldHaveAFreshKey_eachTime() {
    FixedRandom random = new FixedRandom("s");

    assertThat(Sealed.encrypt(TEXT, CONTEXT, Cast.PEER_KEY.publicKey(), random))
        .isNotEqualTo(Sealed.encrypt(TEXT, CONTEXT, Cast.PEER_KEY.publicKey(), random));
  }

  /**
   * Header, key derivation and cipher as another implementation understands them; only the curve is
   * ours.
   */
  @Test
  void shouldBeOpenedByNimbus_whenItIsGivenTheSharedSecret() throws Exception {
    JWEObject jwe = JWEObject.parse(sealed);
    assertThat(jwe.getHeader().getAlgorithm()).isEqualTo(JWEAlgorithm.ECDH_ES);
    assertThat(jwe.getHeader().getEncryptionMethod()).isEqualTo(EncryptionMethod.A256GCM);
    ECKey epk = (ECKey) jwe.getHeader().getEphemeralPublicKey();
    byte[] peer = Arrays.copyOf(epk.getX().decode(), 64);
    System.arraycopy(epk.getY().decode(), 0, peer, 32, 32);
    SecretKey shared = new SecretKeySpec(Cast.PEER_KEY.agree(peer), "AES");
    ConcatKDF kdf = new ConcatKDF("SHA-256");
    SecretKey key =
        kdf.deriveKey(
            shared,
            256,
            ConcatKDF.encodeDataWithLength("A256GCM".getBytes(StandardCharsets.US_ASCII)),
            ConcatKDF.encodeDataWithLength(jwe.getHeader().getAgreementPartyUInfo()),
            ConcatKDF.encodeDataWithLength(jwe.getHeader().getAgreementPartyVInfo()),
            ConcatKDF.encodeIntData(256),
            ConcatKDF.encodeNoData());

    byte[] text =
        AESGCM.decrypt(
            new SecretKeySpec(key.getEncoded(), "AES"),
            jwe.getIV().decode(),
            jwe.getCipherText().decode(),
            AAD.compute(jwe.getHeader()),
            jwe.getAuthTag().decode(),
            new JWEJCAContext().getContentEncryptionProvider());

    assertThat(new String(text, StandardCharsets.UTF_8)).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @CsvSource({
    "bank/crosschain-proxy, court/crosschain-proxy, 7a, 1, ARGUMENTS",
    "registry/crosschain-proxy, bank/crosschain-proxy, 7a, 1, ARGUMENTS",
    "registry/crosschain-proxy, court/crosschain-proxy, 7b, 1, ARGUMENTS",
    "registry/crosschain-proxy, court/crosschain-proxy, 7a, 2, ARGUMENTS",
    "registry/crosschain-proxy, court/crosschain-proxy, 7a, 1, EVIDENCE",
  })
  void shouldNotOpen_whenTakenToAnotherPlace(
      String from, String to, String tx, int step, Purpose purpose) {
    SealContext other = new SealContext(from, to, "0x" + tx.repeat(32), step, purpose);

    assertThat(Refused.code(() -> Sealed.decrypt(sealed, other, Cast.PEER_KEY)))
        .isEqualTo(AmdpError.SEALED_REFUSED);
  }

  @Test
  void shouldNotOpen_whenTheHeaderIsRewrittenToMatchAnotherPlace() {
    String[] parts = sealed.split("\\.", -1);
    String header = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
    parts[0] =
        Base64Url.encode(
            header.replace("\"step\":1", "\"step\":2").getBytes(StandardCharsets.UTF_8));
    SealContext other =
        new SealContext(Cast.CROSSCHAIN_PROXY, Cast.PEER, TRANSACTION, 2, Purpose.ARGUMENTS);

    assertThat(Refused.code(() -> Sealed.decrypt(String.join(".", parts), other, Cast.PEER_KEY)))
        .isEqualTo(AmdpError.SEALED_REFUSED);
  }

  @Test
  void shouldNotOpen_whenTheKeyIsAnother() {
    assertThat(Refused.code(() -> Sealed.decrypt(sealed, CONTEXT, Cast.STRANGER_KEY)))
        .isEqualTo(AmdpError.SEALED_REFUSED);
  }

  @Test
  void shouldNotOpen_whenAnyCharacterIsChanged() {
    for (int i = 0; i < sealed.length(); i++) {
      char other = sealed.charAt(i) == 'A' ? 'B' : 'A';
      String changed = sealed.substring(0, i) + other + sealed.substring(i + 1);
      assertThat(Refused.code(() -> Sealed.decrypt(changed, CONTEXT, Cast.PEER_KEY)))
          .as("character %d", i)
          .isIn(AmdpError.SEALED_REFUSED, AmdpError.SEALED_MALFORMED);
    }
  }

  @Test
  void shouldRefuse_whenTheEphemeralKeyIsNotOnTheCurve() {
    String[] parts = sealed.split("\\.", -1);
    String header = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
    String wrong =
        header.replaceFirst("\"y\":\"[^\"]*\"", "\"y\":\"" + Base64Url.encode(new byte[32]) + "\"");
    parts[0] = Base64Url.encode(wrong.getBytes(StandardCharsets.UTF_8));

    Problem problem =
        Refused.by(() -> Sealed.decrypt(String.join(".", parts), CONTEXT, Cast.PEER_KEY));

    assertThat(problem.code()).isEqualTo(AmdpError.SEALED_MALFORMED);
    assertThat(problem.where()).isEqualTo("sealed.header.epk");
  }

  @ParameterizedTest
  @CsvSource({
    "ECDH-ES, ECDH-ES+A256KW, SEALED_REFUSED",
    "A256GCM, A128GCM, SEALED_REFUSED",
    "secp256k1, P-256, SEALED_REFUSED",
    "'\"alg\"', '\"zip\":\"DEF\",\"alg\"', SEALED_MALFORMED",
    "'\"alg\"', '\"crit\":[\"x\"],\"alg\"', SEALED_MALFORMED",
    "'\"alg\"', '\"alg\":\"dir\",\"alg\"', SEALED_MALFORMED",
  })
  void shouldRefuse_whenTheHeaderAsksForAnythingElse(String right, String wrong, AmdpError code) {
    String[] parts = sealed.split("\\.", -1);
    String header = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
    assertThat(header).contains(right);
    parts[0] = Base64Url.encode(header.replace(right, wrong).getBytes(StandardCharsets.UTF_8));

    assertThat(Refused.code(() -> Sealed.decrypt(String.join(".", parts), CONTEXT, Cast.PEER_KEY)))
        .isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "....", "a.b.c.d.e", "a.b.c", "a..c.d.e.f", "....."})
  void shouldRefuse_whenItIsNotCompactJwe(String text) {
    assertThat(Refused.code(() -> Sealed.decrypt(text, CONTEXT, Cast.PEER_KEY)))
        .isEqualTo(AmdpError.SEALED_MALFORMED);
  }

  @Test
  void shouldRefuseToSeal_whenTheReceiversKeyIsNoPoint() {
    Problem problem =
        Refused.by(() -> Sealed.encrypt(TEXT, CONTEXT, new byte[64], new FixedRandom("s")));

    assertThat(problem.code()).isEqualTo(AmdpError.KEY_MISMATCH);
    assertThat(problem.where()).isEqualTo("key of court/crosschain-proxy");
  }
}
