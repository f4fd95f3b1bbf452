package io.govchain.amdp.crypto;

/** Signs with a key that it does not show. */
public interface Signer {

  /** The account: 0x and 40 lower-case hex digits. */
  String address();

  /** secp256k1 X and Y: 64 bytes. */
  byte[] publicKey();

  /**
   * Signs a digest.
   *
   * @param sha256 32 bytes
   * @return r and s with low s: 64 bytes
   */
  byte[] sign(byte[] sha256);
}
