package io.govchain.amdp.crypto;

import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

/** A secp256k1 private key in this process's memory. Signatures are deterministic (RFC 6979). */
public final class LocalSigner implements Signer, KeyAgreement {

  private final ECPrivateKeyParameters key;
  private final byte[] publicKey;
  private final String address;

  private LocalSigner(BigInteger secret) {
    this.key = new ECPrivateKeyParameters(secret, Secp256k1.CURVE);
    this.publicKey =
        Secp256k1.bytes(new FixedPointCombMultiplier().multiply(Secp256k1.CURVE.getG(), secret));
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
    BigInteger secret = BigIntegers.fromUnsignedByteArray(privateKey);
    if (secret.signum() == 0 || secret.compareTo(Secp256k1.CURVE.getN()) >= 0) {
      throw new IllegalArgumentException(
          "private key: expected a number from 1 to the curve's order less 1");
    }
    return new LocalSigner(secret);
  }

  /** A signer with a fresh key. */
  public static LocalSigner random(SecureRandom random) {
    byte[] candidate = new byte[32];
    while (true) {
      random.nextBytes(candidate);
      BigInteger secret = BigIntegers.fromUnsignedByteArray(candidate);
      if (secret.signum() > 0 && secret.compareTo(Secp256k1.CURVE.getN()) < 0) {
        return new LocalSigner(secret);
      }
    }
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
    if (sha256.length != 32) {
      throw new IllegalArgumentException("digest: expected 32 bytes, got " + sha256.length);
    }
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, key);
    BigInteger[] pair = signer.generateSignature(sha256);
    BigInteger s =
        pair[1].compareTo(Secp256k1.HALF_ORDER) > 0
            ? Secp256k1.CURVE.getN().subtract(pair[1])
            : pair[1];
    byte[] signature = new byte[64];
    BigIntegers.asUnsignedByteArray(pair[0], signature, 0, 32);
    BigIntegers.asUnsignedByteArray(s, signature, 32, 32);
    return signature;
  }

  @Override
  public byte[] agree(byte[] peer) {
    ECDHBasicAgreement agreement = new ECDHBasicAgreement();
    agreement.init(key);
    BigInteger x =
        agreement.calculateAgreement(
            new ECPublicKeyParameters(Secp256k1.point(peer), Secp256k1.CURVE));
    return BigIntegers.asUnsignedByteArray(32, x);
  }

  /** Shows the account only. */
  @Override
  public String toString() {
    return "LocalSigner " + address;
  }
}
