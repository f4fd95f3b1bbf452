package io.govchain.amdp.crypto;

import java.security.SecureRandom;

/** A secp256k1 private key in this process's memory. Signatures are deterministic (RFC 6979). */
public final class LocalSigner implements Signer, KeyAgreement {

  private final byte[] secret;
  private final byte[] publicKey;
  private final String address;

  private LocalSigner(byte[] secret) {
    this.secret = secret;
    this.publicKey = Secp256k1.CURVE.publicKey(secret);
    this.address = CryptoSuite.SECP256K1.address(publicKey);
  }

  /**
   * A signer for a private key.
   *
   * @param privateKey 32 bytes, a number from 1 to the order of the curve less 1
   */
  public static LocalSigner of(byte[] privateKey) {
    if (privateKey.length != 32) {
      throw new IllegalArgumentException(
          "private key: expected 32 bytes, got " + privateKey.length);
    }
    if (!Secp256k1.CURVE.isSecret(privateKey)) {
      throw new IllegalArgumentException(
          "private key: expected a number from 1 to the curve's order less 1");
    }
    return new LocalSigner(privateKey.clone());
  }

  /** A signer with a fresh key. */
  public static LocalSigner random(SecureRandom random) {
    byte[] candidate = new byte[32];
    do {
      random.nextBytes(candidate);
    } while (!Secp256k1.CURVE.isSecret(candidate));
    return new LocalSigner(candidate);
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public byte[] publicKey() {
    return publicKey.clone();
  }

  @Override
  public byte[] sign(byte[] sha256) {
    return Secp256k1.CURVE.sign(secret, sha256);
  }

  @Override
  public byte[] agree(byte[] peer) {
    return Secp256k1.CURVE.agree(secret, peer);
  }

  /** Shows the account only. */
  @Override
  public String toString() {
    return "LocalSigner " + address;
  }
}
