package io.govchain.amdp.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.govchain.amdp.FixedRandom;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Secp256k1Test {

  private static final HexFormat HEX = HexFormat.of();
  private static final String ORDER =
      "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";
  private final CryptoSuite suite = CryptoSuite.SECP256K1;

  /** Known answers of RFC 6979 on this curve, with low s, that several implementations share. */
  @ParameterizedTest
  @CsvSource({
    "Satoshi Nakamoto, 934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8,"
        + " 2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5",
    "'All those moments will be lost in time, like tears in rain. Time to die...',"
        + " 8600dbd41e348fe5c9465ab92d23e3db8b98b873beecd930736488696438cb6b,"
        + " 547fe64427496db33bf66019dacbf0039c04199abb0122918601db38a72cfc21",
  })
  void shouldSignAsOthersDo_whenTheKeyIsOne(String text, String r, String s) throws Exception {
    byte[] digest = sha256(text);
    LocalSigner signer = LocalSigner.of(scalar("1"));

    byte[] signature = signer.sign(digest);

    assertThat(HEX.formatHex(signature)).isEqualTo(r + s);
    assertThat(suite.verify(signer.publicKey(), digest, signature)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0x7e5f4552091a69125d5dfcb7b8c2659029395bdf",
    "2, 0x2b5ad5c4795c026514f8317c7a215e218dccd6cf",
  })
  void shouldHaveTheAccountOfTheChain_whenTheKeyIsKnown(String key, String address) {
    assertThat(LocalSigner.of(scalar(key)).address()).isEqualTo(address);
  }

  @Test
  void shouldSignWithLowS_whateverTheDigest() throws Exception {
    LocalSigner signer = LocalSigner.random(new FixedRandom("low s"));
    BigInteger half = new BigInteger(ORDER, 16).shiftRight(1);
    for (int i = 0; i < 200; i++) {
      byte[] digest = sha256("digest " + i);
      byte[] signature = signer.sign(digest);
      assertThat(new BigInteger(1, java.util.Arrays.copyOfRange(signature, 32, 64)))
          .isLessThanOrEqualTo(half);
      assertThat(signature).hasSize(64).isEqualTo(signer.sign(digest));
      assertThat(suite.verify(signer.publicKey(), digest, signature)).isTrue();
    }
  }

  @Test
  void shouldNotVerify_whenAnInputHasAnotherLengthOrIsNoPoint() throws Exception {
    LocalSigner signer = LocalSigner.of(scalar("1"));
    byte[] digest = sha256("text");
    byte[] signature = signer.sign(digest);
    byte[] offCurve = signer.publicKey();
    offCurve[63] ^= 1;

    assertThat(suite.verify(signer.publicKey(), new byte[31], signature)).isFalse();
    assertThat(suite.verify(signer.publicKey(), digest, new byte[65])).isFalse();
    assertThat(suite.verify(new byte[0], digest, signature)).isFalse();
    assertThat(suite.verify(new byte[64], digest, signature)).isFalse();
    assertThat(suite.verify(offCurve, digest, signature)).isFalse();
    assertThat(suite.isPublicKey(offCurve)).isFalse();
    assertThat(suite.isPublicKey(signer.publicKey())).isTrue();
  }

  @Test
  void shouldAgreeOnTheSameSecret_fromBothSides() {
    LocalSigner one = LocalSigner.random(new FixedRandom("one"));
    LocalSigner two = LocalSigner.random(new FixedRandom("two"));

    assertThat(one.agree(two.publicKey())).hasSize(32).isEqualTo(two.agree(one.publicKey()));
    assertThat(LocalSigner.of(scalar("1")).agree(two.publicKey()))
        .isEqualTo(java.util.Arrays.copyOf(two.publicKey(), 32));
  }

  @Test
  void shouldRefuseToAgree_whenThePeersKeyIsNoPoint() {
    LocalSigner signer = LocalSigner.of(scalar("1"));
    byte[] offCurve = signer.publicKey();
    offCurve[0] ^= 1;

    assertThatIllegalArgumentException().isThrownBy(() -> signer.agree(offCurve));
    assertThatIllegalArgumentException().isThrownBy(() -> signer.agree(new byte[64]));
  }

  @ParameterizedTest
  @CsvSource({"0", ORDER})
  void shouldRefuseAPrivateKey_whenOutOfRange(String scalar) {
    assertThatIllegalArgumentException().isThrownBy(() -> LocalSigner.of(scalar(scalar)));
  }

  @Test
  void shouldRefuseAPrivateKey_whenOfAnotherLength() {
    assertThatIllegalArgumentException().isThrownBy(() -> LocalSigner.of(new byte[31]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LocalSigner.of(scalar("1")).sign(new byte[20]));
  }

  @Test
  void shouldNotShowTheKey_whenPrinted() {
    assertThat(LocalSigner.of(scalar("1")))
        .hasToString("LocalSigner 0x7e5f4552091a69125d5dfcb7b8c2659029395bdf");
  }

  private static byte[] scalar(String hex) {
    return HEX.parseHex("0".repeat(64 - hex.length()) + hex);
  }

  private static byte[] sha256(String text) throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
  }
}
