package io.govchain.amdp.crypto;

/** Opens what was sealed for a key that it does not show. */
public interface KeyAgreement {

  /** secp256k1 X and Y: 64 bytes. */
  byte[] publicKey();

  /**
   * Elliptic-curve Diffie-Hellman.
   *
   * @param peer the other side's public key: 64 bytes, refused with {@link
   *     IllegalArgumentException} unless it is a point on the curve
   * @return the shared point's X: 32 bytes
   */
  byte[] agree(byte[] peer);
}
