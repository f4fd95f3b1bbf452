package io.govchain.secp256k1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever runs, the same input has the same result. */
class BothCurvesTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final BigInteger ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
  private static final BigInteger PRIME =
      new BigInteger("fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f", 16);
  private static final Random RANDOM = new Random(20261121);

  private final Secp256k1 java = Secp256k1.inJava();

  static Stream<Secp256k1> both() {
    return Stream.concat(Stream.of(Secp256k1.inJava()), Choice.nativeCurve().stream());
  }

  @Test
  void shouldRunNatively_whereTheLibraryWasBuiltForTheSystem() {
    assumeTrue(
        NativeLibrary.folder(System.getProperty("os.name"), System.getProperty("os.arch"))
            .isPresent());

    assertThat(Choice.choose("").description()).isEqualTo("libsecp256k1");
    assertThat(Choice.choose("java").description()).isEqualTo("Bouncy Castle");
  }

  /** Known answers of RFC 6979 on this curve, with low s, that several implementations share. */
  @ParameterizedTest
  @MethodSource("both")
  void shouldSignAsOthersDo_whenTheKeyIsOne(Secp256k1 curve) {
    // SHA-256 of "Satoshi Nakamoto".
    byte[] digest = hex("a0dc65ffca799873cbea0ac274015b9526505daaaed385155425f7337704883e");

    assertThat(HEX.formatHex(curve.sign(scalar(BigInteger.ONE), digest)))
        .isEqualTo(
            "934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8"
                + "2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5");
  }

  @ParameterizedTest
  @MethodSource("both")
  void shouldGiveTheSameBytes_whateverIsSigned(Secp256k1 curve) {
    for (byte[] secret : secrets()) {
      byte[] key = java.publicKey(secret);
      assertThat(curve.publicKey(secret)).isEqualTo(key);
      for (byte[] digest : digests()) {
        byte[] signature = java.sign(secret, digest);
        byte[] recoverable = curve.signRecoverably(secret, key, digest);
        assertThat(curve.sign(secret, digest)).isEqualTo(signature);
        assertThat(recoverable).isEqualTo(java.signRecoverably(secret, key, digest));
        assertThat(curve.verify(key, digest, signature)).isTrue();
        assertThat(curve.recover(signature, recoverable[64], digest)).contains(key);
        assertThat(low(signature)).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("both")
  void shouldVerifyOnlyLowS_andRecoverFromEither(Secp256k1 curve) {
    byte[] secret = random();
    byte[] key = java.publicKey(secret);
    byte[] digest = random();
    byte[] recoverable = java.signRecoverably(secret, key, digest);
    byte[] high = Arrays.copyOf(recoverable, 64);
    byte[] s = scalar(ORDER.subtract(new BigInteger(1, Arrays.copyOfRange(recoverable, 32, 64))));
    System.arraycopy(s, 0, high, 32, 32);

    assertThat(curve.verify(key, digest, high)).isFalse();
    assertThat(curve.recover(high, 1 - recoverable[64], digest)).contains(key);
    assertThat(curve.recover(Arrays.copyOf(recoverable, 64), 1 - recoverable[64], digest))
        .isPresent()
        .get()
        .isNotEqualTo(key);
    assertThat(curve.recover(high, 2, digest)).isEmpty();
    assertThat(curve.recover(high, -1, digest)).isEmpty();
  }

  /** Every r and s at the edges, with every other: the answer of both is the same, key or none. */
  @ParameterizedTest
  @MethodSource("both")
  void shouldJudgeTheEdgesAlike(Secp256k1 curve) {
    byte[] key = java.publicKey(random());
    List<byte[]> edges = new ArrayList<>();
    for (BigInteger edge : List.of(BigInteger.ZERO, ORDER, PRIME, ORDER.shiftRight(1))) {
      for (int beside = -1; beside <= 2; beside++) {
        BigInteger number = edge.add(BigInteger.valueOf(beside));
        if (number.signum() >= 0) {
          edges.add(scalar(number));
        }
      }
    }
    edges.add(scalar(BigInteger.TWO.pow(256).subtract(BigInteger.ONE)));
    int recovered = 0;
    for (byte[] r : edges) {
      for (byte[] s : edges) {
        for (byte[] digest : digests()) {
          byte[] signature = joined(r, s);
          assertThat(curve.verify(key, digest, signature))
              .isEqualTo(java.verify(key, digest, signature));
          for (int id = 0; id <= 1; id++) {
            Optional<byte[]> found = curve.recover(signature, id, digest);
            assertThat(found.map(HEX::formatHex))
                .isEqualTo(java.recover(signature, id, digest).map(HEX::formatHex));
            recovered += found.isPresent() ? 1 : 0;
          }
        }
      }
    }
    assertThat(recovered).as("some of these signatures have a key").isPositive();
  }

  @ParameterizedTest
  @MethodSource("both")
  void shouldRefuseASignature_whenAnyBitIsAnother(Secp256k1 curve) {
    byte[] secret = random();
    byte[] key = java.publicKey(secret);
    byte[] digest = random();
    byte[] signature = java.sign(secret, digest);
    for (int bit = 0; bit < 8 * signature.length; bit++) {
      byte[] other = flipped(signature, bit);
      assertThat(curve.verify(key, digest, other)).as("bit %d", bit).isFalse();
    }
    for (int bit = 0; bit < 8 * digest.length; bit++) {
      assertThat(curve.verify(key, flipped(digest, bit), signature)).as("bit %d", bit).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("both")
  void shouldKnowAKeyByItsPoint(Secp256k1 curve) {
    byte[] secret = random();
    byte[] key = java.publicKey(secret);
    byte[] digest = random();
    byte[] signature = java.sign(secret, digest);
    List<byte[]> wrong = new ArrayList<>();
    for (int bit = 0; bit < 512; bit += 7) {
      wrong.add(flipped(key, bit));
    }
    wrong.add(new byte[64]);
    wrong.add(joined(scalar(PRIME), Arrays.copyOfRange(key, 32, 64)));
    wrong.add(joined(Arrays.copyOf(key, 32), scalar(PRIME.add(BigInteger.ONE))));
    wrong.add(new byte[0]);
    wrong.add(Arrays.copyOf(key, 63));
    wrong.add(Arrays.copyOf(key, 65));

    assertThat(curve.isPublicKey(key)).isTrue();
    for (byte[] other : wrong) {
      assertThat(curve.isPublicKey(other)).as(HEX.formatHex(other)).isFalse();
      assertThat(curve.verify(other, digest, signature)).isFalse();
      assertThatIllegalArgumentException().isThrownBy(() -> curve.agree(secret, other));
    }
  }

  /** Such a key differs from the right one by the field's prime, and is the same point. */
  @ParameterizedTest
  @MethodSource("both")
  void shouldRefuseACoordinateThatIsNotReduced(Secp256k1 curve) {
    // x = 1 lies on the curve; x = 1 + p would, too, if it were reduced silently.
    byte[] one =
        java.recover(
                joined(scalar(BigInteger.ONE), scalar(BigInteger.ONE)), 0, scalar(BigInteger.ZERO))
            .orElseThrow();
    byte[] y = hex("4218f20ae6c646b363db68605822fb14264ca8d2587fdd6fbc750d587e76a7ee");

    assertThat(curve.isPublicKey(one)).isTrue();
    assertThat(curve.isPublicKey(joined(scalar(BigInteger.ONE), y))).isTrue();
    assertThat(curve.isPublicKey(joined(scalar(PRIME.add(BigInteger.ONE)), y))).isFalse();
  }

  @ParameterizedTest
  @MethodSource("both")
  void shouldAgreeFromBothSides(Secp256k1 curve) {
    for (byte[] one : secrets()) {
      byte[] two = random();
      byte[] shared = curve.agree(one, java.publicKey(two));
      assertThat(shared).isEqualTo(java.agree(two, java.publicKey(one))).hasSize(32);
    }
  }

  @ParameterizedTest
  @MethodSource("both")
  void shouldRefuseSecretsAndLengths_beforeAnythingIsDone(Secp256k1 curve) {
    byte[] key = java.publicKey(random());
    byte[] digest = random();
    for (byte[] secret :
        List.of(new byte[32], scalar(ORDER), scalar(ORDER.add(BigInteger.ONE)), new byte[31])) {
      assertThat(curve.isSecret(secret)).isFalse();
      assertThatIllegalArgumentException().isThrownBy(() -> curve.publicKey(secret));
      assertThatIllegalArgumentException().isThrownBy(() -> curve.sign(secret, digest));
      assertThatIllegalArgumentException().isThrownBy(() -> curve.agree(secret, key));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> curve.signRecoverably(secret, key, digest));
    }
    byte[] secret = scalar(ORDER.subtract(BigInteger.ONE));
    assertThat(curve.isSecret(secret)).isTrue();
    for (int length : new int[] {0, 31, 33, 64}) {
      byte[] wrong = new byte[length];
      assertThatIllegalArgumentException().isThrownBy(() -> curve.sign(secret, wrong));
      assertThat(curve.verify(key, wrong, new byte[64])).isFalse();
      assertThat(curve.recover(new byte[64], 0, wrong)).isEmpty();
    }
    for (int length : new int[] {0, 63, 65, 70, 72}) {
      assertThat(curve.verify(key, digest, new byte[length])).isFalse();
      assertThat(curve.recover(new byte[length], 0, digest)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"Mac OS X, aarch64", "Windows 11, amd64", "Linux, riscv64", "FreeBSD, amd64"})
  void shouldStayInJava_onOtherSystems(String system, String processor) {
    assertThat(NativeLibrary.folder(system, processor)).isEmpty();
  }

  private static List<byte[]> secrets() {
    List<byte[]> secrets = new ArrayList<>();
    secrets.add(scalar(BigInteger.ONE));
    secrets.add(scalar(BigInteger.TWO));
    secrets.add(scalar(ORDER.subtract(BigInteger.ONE)));
    secrets.add(scalar(ORDER.shiftRight(1)));
    for (int i = 0; i < 12; i++) {
      secrets.add(random());
    }
    return secrets;
  }

  /** Numbers that the order reduces among them: RFC 6979 takes the reduced digest. */
  private static List<byte[]> digests() {
    return List.of(
        new byte[32],
        scalar(BigInteger.ONE),
        scalar(ORDER),
        scalar(ORDER.add(BigInteger.TEN)),
        scalar(BigInteger.TWO.pow(256).subtract(BigInteger.ONE)),
        random());
  }

  private static boolean low(byte[] signature) {
    return new BigInteger(1, Arrays.copyOfRange(signature, 32, 64)).compareTo(ORDER.shiftRight(1))
        <= 0;
  }

  private static byte[] random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    bytes[0] &= 0x7f; // Below the order.
    return bytes;
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    byte[] other = bytes.clone();
    other[bit / 8] ^= (byte) (1 << (bit % 8));
    return other;
  }

  private static byte[] joined(byte[] one, byte[] two) {
    byte[] both = Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, both, one.length, two.length);
    return both;
  }

  private static byte[] scalar(BigInteger number) {
    return hex("%064x".formatted(number));
  }

  private static byte[] hex(String text) {
    return HEX.parseHex(text);
  }
}
