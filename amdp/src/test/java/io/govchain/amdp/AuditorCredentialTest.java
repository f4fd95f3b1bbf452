package io.govchain.amdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.govchain.amdp.crypto.LocalSigner;
import io.govchain.amdp.crypto.Signer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditorCredentialTest {
  private final Signer auditor = signer(7);
  private final AuditorCredential credential =
      new AuditorCredential(
          auditor.address(), "0x" + "ab".repeat(32), "court/crosschain", 1_790_000_000);

  @Test
  void shouldSayWhatItsSignerSaid() {
    String text = credential.sign(auditor);
    assertThat(AuditorCredential.claimed(text)).isEqualTo(credential);
    assertThat(AuditorCredential.isSignedBy(auditor.publicKey(), text)).isTrue();
  }

  @Test
  void shouldBeSignedByNobodyElse() {
    Signer other = signer(8);
    assertThat(AuditorCredential.isSignedBy(other.publicKey(), credential.sign(auditor))).isFalse();
    assertThat(AuditorCredential.isSignedBy(auditor.publicKey(), credential.sign(other))).isFalse();
  }

  @Test
  void shouldNotHold_whenAnythingInItIsAltered() {
    String[] parts = credential.sign(auditor).split("\\.");
    AuditorCredential longer =
        new AuditorCredential(
            credential.account(),
            credential.certificate(),
            credential.service(),
            credential.expires() + 1);
    String payload = longer.sign(signer(8)).split("\\.")[1];
    String altered = parts[0] + "." + payload + "." + parts[2];
    assertThat(AuditorCredential.claimed(altered)).isEqualTo(longer);
    assertThat(AuditorCredential.isSignedBy(auditor.publicKey(), altered)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a.b", "a.b.c", "e30.e30.AA", "....", "e30.e30.AA.x"})
  void shouldRefuseWhatIsNone(String text) {
    assertThatThrownBy(() -> AuditorCredential.claimed(text)).isInstanceOf(AmdpException.class);
  }

  @Test
  void shouldRefuseWhatIsTooLong_andWhatWasSignedForSomethingElse() {
    assertThatThrownBy(() -> AuditorCredential.claimed("a".repeat(5_000)))
        .isInstanceOf(AmdpException.class);
    String event = SignedEvent.sign(auditor, JsonNodeFactory.instance.objectNode());
    String asCredential =
        event.replaceAll(
            "\\{\"protected\":\"(.*)\",\"payload\":\"(.*)\",\"signature\":\"(.*)\"}", "$1.$2.$3");
    assertThat(asCredential.getBytes(StandardCharsets.UTF_8)).contains((byte) '.');
    assertThatThrownBy(() -> AuditorCredential.claimed(asCredential))
        .isInstanceOf(AmdpException.class)
        .hasMessageContaining("typ");
  }

  private static Signer signer(int seed) {
    byte[] key = new byte[32];
    key[31] = (byte) seed;
    return LocalSigner.of(key);
  }
}
