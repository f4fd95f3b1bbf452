package io.govchain.secp256k1;

import java.util.Optional;

/**
 * ECDSA and key agreement on secp256k1. Both implementations give the same bytes and refuse the
 * same input; they differ in speed only. Public keys are X and Y (64 bytes), secrets, digests and
 * coordinates 32 bytes, signatures r and s (64 bytes). Input of another length is a defect of the
 * caller ({@link IllegalArgumentException}) unless a method says otherwise. Thread-safe.
 */
public sealed interface Secp256k1 permits JavaCurve, NativeCurve {
  /** Bytes of a secret, a digest and a coordinate. */
  int SCALAR = 32;

  /** Bytes of a public key: X and Y. */
  int PUBLIC_KEY = 64;

  /** Bytes of a signature: r and s. */
  int SIGNATURE = 64;

  /** The native library where it could be loaded and agrees with Java, else Java. */
  static Secp256k1 fastest() {
    return Choice.FASTEST;
  }

  /** Bouncy Castle's implementation. */
  static Secp256k1 inJava() {
    return Choice.JAVA;
  }

  /** What runs, for logs. */
  String description();

  /** Whether these bytes are a secret: 32 bytes, a number from 1 to the order less 1. */
  boolean isSecret(byte[] secret);

  /** Whether these bytes are a public key: 64 bytes, a point on the curve. */
  boolean isPublicKey(byte[] publicKey);

  /** The public key of a secret. */
  byte[] publicKey(byte[] secret);

  /** Signs deterministically (RFC 6979 with SHA-256), s in the lower half. */
  byte[] sign(byte[] secret, byte[] digest);

  /**
   * {@link #sign}, and in a 65th byte 0 or 1: which of the two candidate keys signed.
   *
   * @param publicKey the secret's own, as {@link #publicKey} tells: with another the result is not
   *     defined
   */
  byte[] signRecoverably(byte[] secret, byte[] publicKey, byte[] digest);

  /**
   * Whether the key's owner made this signature over this digest. A high s is refused: it is a
   * second signature over the same bytes that anybody can compute. Never throws.
   */
  boolean verify(byte[] publicKey, byte[] digest, byte[] signature);

  /**
   * The public key that made this signature over the digest; empty if none could have. Takes an s
   * in the upper half, too (seals of QBFT blocks). Never throws.
   *
   * @param recoveryId 0 or 1; with any other number no key is found
   */
  Optional<byte[]> recover(byte[] signature, int recoveryId, byte[] digest);

  /**
   * Elliptic-curve Diffie-Hellman: X of the shared point.
   *
   * @param peer refused with {@link IllegalArgumentException} unless it is a public key
   */
  byte[] agree(byte[] secret, byte[] peer);
}
