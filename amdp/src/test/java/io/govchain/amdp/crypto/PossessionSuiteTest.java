package io.govchain.amdp.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PossessionSuiteTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] MESSAGE = "possession".getBytes(StandardCharsets.UTF_8);

  @ParameterizedTest
  @EnumSource
  void shouldVerify_whenTheKeysOwnerSigned(PossessionSuite suite) {
    PossessionKey key = suite.generate(RANDOM);
    byte[] signature = key.sign(MESSAGE, RANDOM);
    assertThat(key.publicKey()).hasSize(suite.publicKeyLength());
    assertThat(signature).hasSize(suite.signatureLength());
    assertThat(suite.verify(key.publicKey(), MESSAGE, signature)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void shouldRefuse_whenAnythingIsOtherwise(PossessionSuite suite) {
    PossessionKey key = suite.generate(RANDOM);
    byte[] signature = key.sign(MESSAGE, RANDOM);
    byte[] publicKey = key.publicKey();
    assertThat(suite.verify(suite.generate(RANDOM).publicKey(), MESSAGE, signature)).isFalse();
    assertThat(suite.verify(publicKey, new byte[] {1}, signature)).isFalse();
    for (int i : new int[] {0, signature.length / 2, signature.length - 1}) {
      byte[] changed = signature.clone();
      changed[i] ^= 1;
      assertThat(suite.verify(publicKey, MESSAGE, changed)).as("byte " + i).isFalse();
    }
    byte[] shorter = Arrays.copyOf(signature, signature.length - 1);
    assertThat(suite.verify(publicKey, MESSAGE, shorter)).isFalse();
    assertThat(suite.verify(new byte[publicKey.length], MESSAGE, signature)).isFalse();
    assertThat(suite.verify(new byte[3], MESSAGE, signature)).isFalse();
    assertThat(suite.verify(publicKey, MESSAGE, new byte[suite.signatureLength()])).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void shouldBeTheSameKey_whenStoredAndRead(PossessionSuite suite) {
    PossessionKey key = suite.generate(RANDOM);
    PossessionKey read = suite.decode(key.encoded());
    assertThat(read.publicKey()).isEqualTo(key.publicKey());
    byte[] signature = read.sign(MESSAGE, RANDOM);
    assertThat(suite.verify(key.publicKey(), MESSAGE, signature)).isTrue();
  }

  @Test
  void shouldRefuse_whenTheStoredKeyIsOfAnotherSuite() {
    byte[] cnsa = PossessionSuite.CNSA.generate(RANDOM).encoded();
    assertThatThrownBy(() -> PossessionSuite.SM.decode(cnsa))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PossessionSuite.PQ.decode(cnsa))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PossessionSuite.CNSA.decode(new byte[] {1, 2}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** The JDK's own implementation signs what ours verifies. */
  @Test
  void shouldUnderstandAnotherImplementation_whenTheSuiteIsCnsa() throws Exception {
    PossessionKey key = PossessionSuite.CNSA.generate(RANDOM);
    Signature signer = Signature.getInstance("SHA384withECDSAinP1363Format", "SunEC");
    signer.initSign(
        KeyFactory.getInstance("EC", "SunEC")
            .generatePrivate(new PKCS8EncodedKeySpec(key.encoded())));
    signer.update(MESSAGE);
    assertThat(PossessionSuite.CNSA.verify(key.publicKey(), MESSAGE, signer.sign())).isTrue();
  }
}
