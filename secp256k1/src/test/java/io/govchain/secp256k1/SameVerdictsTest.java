package io.govchain.secp256k1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Input that somebody chose with care, and much that is random: the library and Java agree. */
class SameVerdictsTest {
  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
  private static final BigInteger ORDER = CURVE.getN();
  private static final BigInteger PRIME = CURVE.getCurve().getField().getCharacteristic();
  private static final int ROUNDS = 600;

  private final Random random = new Random(20261122);
  private final Secp256k1 java = Secp256k1.inJava();
  private Secp256k1 library;

  @BeforeEach
  void load() {
    library = Choice.choose("");
    assumeTrue(library != java, "there is no library for this system");
  }

  @Test
  void shouldAgree_whateverComes() {
    int verified = 0;
    int recovered = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] secret = scalar();
      byte[] digest = scalar();
      byte[] key = key();
      byte[] signature = joined(scalar(), scalar());
      if (java.isSecret(secret) && random.nextBoolean()) {
        key = java.publicKey(secret);
        signature = java.sign(secret, digest);
        if (random.nextInt(4) == 0) {
          signature = joined(Arrays.copyOf(signature, 32), negated(signature));
        }
      }
      signature = perhapsAnotherLength(signature);
      key = perhapsAnotherLength(key);
      String about = "round " + round;
      byte[] k = key;
      byte[] s = signature;
      same(about, curve -> curve.isSecret(secret));
      same(about, curve -> curve.isPublicKey(k));
      same(about, curve -> curve.publicKey(secret));
      same(about, curve -> curve.sign(secret, digest));
      same(about, curve -> curve.agree(secret, k));
      verified += same(about, curve -> curve.verify(k, digest, s)).equals("true") ? 1 : 0;
      for (int id = -1; id <= 4; id++) {
        int which = id;
        String found = same(about, curve -> curve.recover(s, which, digest).orElse(new byte[0]));
        recovered += found.isEmpty() ? 0 : 1;
      }
    }
    assertThat(verified).as("some of them are good").isPositive();
    assertThat(recovered).as("some of them have a key").isPositive();
  }

  /** The nonce's X is above the order: r is what is left of it. */
  @Test
  void shouldAgree_whenTheNoncePointsXWasReduced() {
    int tried = 0;
    for (int beyond = 1; tried < 8; beyond++) {
      ECPoint nonce = pointAt(ORDER.add(BigInteger.valueOf(beyond)));
      if (nonce == null) {
        continue;
      }
      BigInteger r = BigInteger.valueOf(beyond);
      BigInteger s = new BigInteger(250, random);
      byte[] digest = bytes(new BigInteger(256, random));
      BigInteger inverse = r.modInverse(ORDER);
      ECPoint key =
          nonce
              .multiply(s.multiply(inverse).mod(ORDER))
              .add(CURVE.getG().multiply(number(digest).negate().multiply(inverse).mod(ORDER)));
      byte[] signature = joined(bytes(r), bytes(s));
      String verdict =
          same("x is n + " + beyond, curve -> curve.verify(bytes(key), digest, signature));
      assertThat(verdict).isEqualTo("true");
      tried++;
    }
  }

  @Test
  void shouldAgree_whenTheResultWouldBeThePointAtInfinity() {
    for (int round = 0; round < 8; round++) {
      BigInteger secret = new BigInteger(255, random);
      BigInteger k = new BigInteger(255, random);
      BigInteger s = new BigInteger(254, random);
      BigInteger r =
          CURVE.getG().multiply(k).normalize().getAffineXCoord().toBigInteger().mod(ORDER);
      byte[] signature = joined(bytes(r), bytes(s));

      byte[] cancels = bytes(r.multiply(secret).negate().mod(ORDER));
      byte[] key = java.publicKey(bytes(secret));
      assertThat(same("no point", curve -> curve.verify(key, cancels, signature)))
          .isEqualTo("false");

      byte[] nobodys = bytes(s.multiply(k).mod(ORDER));
      List<String> found = new ArrayList<>();
      for (int id = 0; id <= 1; id++) {
        int which = id;
        found.add(
            same("no key", curve -> curve.recover(signature, which, nobodys).orElse(new byte[0])));
      }
      assertThat(found).as("one of the two candidates is no key").contains("");
    }
  }

  /** One context, any number of threads. */
  @Test
  void shouldAgree_whenManyAskAtOnce() {
    byte[] secret = bytes(new BigInteger(255, random));
    byte[] key = java.publicKey(secret);
    List<byte[]> digests = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      digests.add(bytes(new BigInteger(256, random)));
    }
    List<String> alone = digests.stream().map(d -> hex(java.sign(secret, d))).toList();
    List<String> together =
        digests.parallelStream()
            .map(
                digest -> {
                  byte[] signature = library.sign(secret, digest);
                  assertThat(library.verify(key, digest, signature)).isTrue();
                  assertThat(library.verify(key, digest, new byte[64])).isFalse();
                  return hex(signature);
                })
            .toList();
    assertThat(together).isEqualTo(alone);
  }

  private interface Question {
    Object of(Secp256k1 curve);
  }

  private String same(String about, Question question) {
    String expected = told(() -> question.of(java));
    assertThat(told(() -> question.of(library))).as(about).isEqualTo(expected);
    return expected;
  }

  private static String told(Supplier<Object> asked) {
    try {
      Object answer = asked.get();
      return answer instanceof byte[] bytes ? hex(bytes) : answer.toString();
    } catch (IllegalArgumentException refused) {
      return "refused"; // Of two things that are wrong either may be named.
    }
  }

  private byte[] scalar() {
    List<BigInteger> edges = List.of(BigInteger.ZERO, ORDER, PRIME, ORDER.shiftRight(1));
    if (random.nextInt(3) > 0) {
      return bytes(new BigInteger(256, random));
    }
    BigInteger edge = edges.get(random.nextInt(edges.size()));
    return bytes(edge.add(BigInteger.valueOf(random.nextInt(5))).subtract(BigInteger.TWO).abs());
  }

  private byte[] key() {
    ECPoint point = pointAt(number(scalar()));
    if (point == null || random.nextInt(3) == 0) {
      return joined(scalar(), scalar());
    }
    return bytes(point);
  }

  private static ECPoint pointAt(BigInteger x) {
    if (x.compareTo(PRIME) >= 0) {
      return null;
    }
    byte[] compressed = new byte[33];
    compressed[0] = 2;
    System.arraycopy(bytes(x), 0, compressed, 1, 32);
    try {
      return CURVE.getCurve().decodePoint(compressed);
    } catch (IllegalArgumentException notOnCurve) {
      return null;
    }
  }

  private byte[] perhapsAnotherLength(byte[] bytes) {
    return random.nextInt(12) == 0 ? Arrays.copyOf(bytes, random.nextInt(140)) : bytes;
  }

  private static byte[] negated(byte[] signature) {
    return bytes(ORDER.subtract(number(Arrays.copyOfRange(signature, 32, 64))));
  }

  private static BigInteger number(byte[] bytes) {
    return new BigInteger(1, bytes);
  }

  private static byte[] bytes(BigInteger number) {
    return HexFormat.of().parseHex("%064x".formatted(number));
  }

  private static byte[] bytes(ECPoint point) {
    return Arrays.copyOfRange(point.normalize().getEncoded(false), 1, 65);
  }

  private static byte[] joined(byte[] one, byte[] two) {
    byte[] both = Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, both, one.length, two.length);
    return both;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
