package io.govchain.amdp.crypto;

import java.util.HexFormat;
import org.bouncycastle.crypto.digests.KeccakDigest;

/** The suite on {@link io.govchain.secp256k1.Secp256k1}. */
final class Secp256k1 implements CryptoSuite {

  static final io.govchain.secp256k1.Secp256k1 CURVE = io.govchain.secp256k1.Secp256k1.fastest();

  private static final int PUBLIC_KEY = io.govchain.secp256k1.Secp256k1.PUBLIC_KEY;

  @Override
  public String name() {
    return "secp256k1";
  }

  @Override
  public String signatureAlgorithm() {
    return "ES256K";
  }

  @Override
  public int signatureLength() {
    return io.govchain.secp256k1.Secp256k1.SIGNATURE;
  }

  @Override
  public boolean isPublicKey(byte[] publicKey) {
    return CURVE.isPublicKey(publicKey);
  }

  @Override
  public String address(byte[] publicKey) {
    if (publicKey.length != PUBLIC_KEY) {
      throw new IllegalArgumentException("public key: expected 64 bytes, got " + publicKey.length);
    }
    KeccakDigest keccak = new KeccakDigest(256);
    keccak.update(publicKey, 0, publicKey.length);
    byte[] hash = new byte[32];
    keccak.doFinal(hash, 0);
    return "0x" + HexFormat.of().formatHex(hash, 12, 32);
  }

  @Override
  public boolean verify(byte[] publicKey, byte[] digest, byte[] signature) {
    return CURVE.verify(publicKey, digest, signature);
  }
}
