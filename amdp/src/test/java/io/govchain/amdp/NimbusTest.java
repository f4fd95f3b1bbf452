package io.govchain.amdp;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSObjectJSON;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A plain JWS library, which knows nothing of this protocol, reads and verifies every envelope. */
class NimbusTest {

  @ParameterizedTest
  @EnumSource
  void shouldBeReadAndVerified_byAPlainJwsLibrary(MessageType type) throws Exception {
    Envelope envelope = Samples.all().get(type);

    JWSObjectJSON flattened = JWSObjectJSON.parse(envelope.json());
    JWSObjectJSON.Signature signature = flattened.getSignatures().getFirst();
    ECDSAVerifier verifier = new ECDSAVerifier(key(envelope));
    verifier.getJCAContext().setProvider(new BouncyCastleProvider());

    assertThat(signature.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256K);
    assertThat(signature.getHeader().getType()).isEqualTo(new JOSEObjectType("amdp+json"));
    assertThat(signature.getHeader().getKeyID()).isEqualTo(envelope.kid());
    assertThat(signature.verify(verifier)).isTrue();
    assertThat(flattened.getPayload().toString())
        .isEqualTo(new String(envelope.payload(), StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @EnumSource
  void shouldBeTheSame_inCompactForm(MessageType type) throws Exception {
    Envelope envelope = Samples.all().get(type);
    String[] parts = envelope.json().split("\"");

    JWSObject compact = JWSObject.parse(parts[3] + "." + parts[7] + "." + parts[11]);
    ECDSAVerifier verifier = new ECDSAVerifier(key(envelope));
    verifier.getJCAContext().setProvider(new BouncyCastleProvider());

    assertThat(compact.verify(verifier)).isTrue();
  }

  private static ECKey key(Envelope envelope) {
    byte[] key = Hex.bytes(envelope.claimed().publicKey());
    return new ECKey.Builder(
            Curve.SECP256K1,
            Base64URL.encode(Arrays.copyOf(key, 32)),
            Base64URL.encode(Arrays.copyOfRange(key, 32, 64)))
        .build();
  }
}
