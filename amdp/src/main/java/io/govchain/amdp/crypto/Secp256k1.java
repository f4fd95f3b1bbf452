package io.govchain.amdp.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;

/** secp256k1 on Bouncy Castle's lightweight API, several times as fast as through JCA. */
final class Secp256k1 implements CryptoSuite {

  static final ECDomainParameters CURVE = curve();
  static final BigInteger HALF_ORDER = CURVE.getN().shiftRight(1);

  private static final int SCALAR = 32;
  private static final int PUBLIC_KEY = 64;
  private static final int SIGNATURE = 64;

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
    return SIGNATURE;
  }

  @Override
  public boolean isPublicKey(byte[] publicKey) {
    try {
      point(publicKey);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public String address(byte[] publicKey) {
    requireLength(publicKey);
    KeccakDigest keccak = new KeccakDigest(256);
    keccak.update(publicKey, 0, publicKey.length);
    byte[] hash = new byte[32];
    keccak.doFinal(hash, 0);
    return "0x" + HexFormat.of().formatHex(hash, 12, 32);
  }

  @Override
  public boolean verify(byte[] publicKey, byte[] digest, byte[] signature) {
    if (digest.length != 32 || signature.length != SIGNATURE || !isPublicKey(publicKey)) {
      return false;
    }
    BigInteger r = BigIntegers.fromUnsignedByteArray(signature, 0, SCALAR);
    BigInteger s = BigIntegers.fromUnsignedByteArray(signature, SCALAR, SCALAR);
    // A high s is a second signature over the same bytes that anybody can compute; there must be
    // one only.
    if (r.signum() == 0
        || r.compareTo(CURVE.getN()) >= 0
        || s.signum() == 0
        || s.compareTo(HALF_ORDER) > 0) {
      return false;
    }
    ECDSASigner verifier = new ECDSASigner();
    verifier.init(false, new ECPublicKeyParameters(point(publicKey), CURVE));
    return verifier.verifySignature(digest, r, s);
  }

  /**
   * The point of a public key; Bouncy Castle checks that it is on the curve (the cofactor is 1, so
   * in the group).
   */
  static ECPoint point(byte[] publicKey) {
    requireLength(publicKey);
    byte[] encoded = new byte[1 + PUBLIC_KEY];
    encoded[0] = 4;
    System.arraycopy(publicKey, 0, encoded, 1, PUBLIC_KEY);
    return CURVE.getCurve().decodePoint(encoded);
  }

  static byte[] bytes(ECPoint point) {
    return Arrays.copyOfRange(point.normalize().getEncoded(false), 1, 1 + PUBLIC_KEY);
  }

  private static void requireLength(byte[] publicKey) {
    if (publicKey.length != PUBLIC_KEY) {
      throw new IllegalArgumentException("public key: expected 64 bytes, got " + publicKey.length);
    }
  }

  private static ECDomainParameters curve() {
    X9ECParameters parameters = CustomNamedCurves.getByName("secp256k1");
    return new ECDomainParameters(
        parameters.getCurve(), parameters.getG(), parameters.getN(), parameters.getH());
  }
}
