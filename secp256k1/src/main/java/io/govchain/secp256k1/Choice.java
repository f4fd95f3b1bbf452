package io.govchain.secp256k1;

import java.util.Arrays;
import java.util.Optional;

/** Which implementation is used. Chosen once. */
final class Choice {
  /** Set to {@code java} where the native library is not wanted. */
  static final String PROPERTY = "govchain.secp256k1";

  static final Secp256k1 JAVA = new JavaCurve();
  static final Secp256k1 FASTEST = choose(System.getProperty(PROPERTY, ""));

  private Choice() {}

  static Secp256k1 choose(String wanted) {
    if (wanted.equals("java")) {
      return JAVA;
    }
    return nativeCurve().filter(Choice::agreesWithJava).orElse(JAVA);
  }

  /** Neither a missing jar nor a system that the library was not built for is an error. */
  static Optional<Secp256k1> nativeCurve() {
    try {
      return NativeLibrary.load().map(NativeCurve::new);
    } catch (LinkageError notThere) {
      return Optional.empty();
    }
  }

  /**
   * A library that was built or loaded wrongly must not decide anything; nor one that cannot refuse
   * because the class of its exception is missing.
   */
  private static boolean agreesWithJava(Secp256k1 candidate) {
    byte[] secret = filled(7);
    byte[] digest = filled(0xfe);
    try {
      byte[] key = JAVA.publicKey(secret);
      byte[] signature = JAVA.signRecoverably(secret, key, digest);
      byte[] compact = Arrays.copyOf(signature, Secp256k1.SIGNATURE);
      byte[] wrong = compact.clone();
      wrong[Secp256k1.SIGNATURE - 1] ^= 1;
      return Arrays.equals(candidate.publicKey(secret), key)
          && Arrays.equals(candidate.signRecoverably(secret, key, digest), signature)
          && candidate.verify(key, digest, compact)
          && !candidate.verify(key, digest, wrong)
          && !candidate.isPublicKey(new byte[Secp256k1.PUBLIC_KEY])
          && Arrays.equals(candidate.agree(digest, key), JAVA.agree(digest, key));
    } catch (RuntimeException | LinkageError unusable) {
      return false;
    }
  }

  private static byte[] filled(int value) {
    byte[] bytes = new byte[Secp256k1.SCALAR];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
