package io.govchain.secp256k1;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

/** Bouncy Castle's lightweight API, several times as fast as through JCA. */
final class JavaCurve implements Secp256k1 {
  private static final ECDomainParameters CURVE = curve();
  private static final BigInteger ORDER = CURVE.getN();
  private static final BigInteger HALF_ORDER = ORDER.shiftRight(1);

  @Override
  public String description() {
    return "Bouncy Castle";
  }

  @Override
  public boolean isSecret(byte[] secret) {
    return secret.length == SCALAR && isScalar(BigIntegers.fromUnsignedByteArray(secret));
  }

  @Override
  public boolean isPublicKey(byte[] publicKey) {
    try {
      point(publicKey);
      return true;
    } catch (IllegalArgumentException noPoint) {
      return false;
    }
  }

  @Override
  public byte[] publicKey(byte[] secret) {
    return bytes(new FixedPointCombMultiplier().multiply(CURVE.getG(), scalar(secret)));
  }

  @Override
  public byte[] sign(byte[] secret, byte[] digest) {
    return Arrays.copyOf(sign(scalar(secret), digest), SIGNATURE);
  }

  @Override
  public byte[] signRecoverably(byte[] secret, byte[] publicKey, byte[] digest) {
    Lengths.require("public key", publicKey, PUBLIC_KEY);
    return sign(scalar(secret), digest);
  }

  /**
   * By hand, because Bouncy Castle's signer does not tell which of the two candidate keys a
   * signature recovers to, and finding out afterwards costs more than the signature.
   */
  private static byte[] sign(BigInteger secret, byte[] digest) {
    Lengths.require("digest", digest, SCALAR);
    HMacDSAKCalculator nonces = new HMacDSAKCalculator(new SHA256Digest());
    nonces.init(ORDER, secret, digest);
    BigInteger hash = new BigInteger(1, digest);
    while (true) {
      BigInteger k = nonces.nextK();
      ECPoint point = new FixedPointCombMultiplier().multiply(CURVE.getG(), k).normalize();
      BigInteger r = point.getAffineXCoord().toBigInteger();
      BigInteger s =
          BigIntegers.modOddInverse(ORDER, k).multiply(hash.add(secret.multiply(r))).mod(ORDER);
      if (isScalar(r) && s.signum() > 0) {
        boolean high = s.compareTo(HALF_ORDER) > 0;
        byte[] signature = new byte[SIGNATURE + 1];
        BigIntegers.asUnsignedByteArray(r, signature, 0, SCALAR);
        BigIntegers.asUnsignedByteArray(high ? ORDER.subtract(s) : s, signature, SCALAR, SCALAR);
        signature[SIGNATURE] = (byte) (point.getAffineYCoord().testBitZero() == high ? 0 : 1);
        return signature;
      }
    }
  }

  @Override
  public boolean verify(byte[] publicKey, byte[] digest, byte[] signature) {
    if (digest.length != SCALAR || signature.length != SIGNATURE || !isPublicKey(publicKey)) {
      return false;
    }
    BigInteger r = BigIntegers.fromUnsignedByteArray(signature, 0, SCALAR);
    BigInteger s = BigIntegers.fromUnsignedByteArray(signature, SCALAR, SCALAR);
    if (!isScalar(r) || s.signum() == 0 || s.compareTo(HALF_ORDER) > 0) {
      return false;
    }
    ECDSASigner verifier = new ECDSASigner();
    verifier.init(false, new ECPublicKeyParameters(point(publicKey), CURVE));
    return verifier.verifySignature(digest, r, s);
  }

  @Override
  public Optional<byte[]> recover(byte[] signature, int recoveryId, byte[] digest) {
    if (signature.length != SIGNATURE
        || digest.length != SCALAR
        || (recoveryId != 0 && recoveryId != 1)) {
      return Optional.empty();
    }
    BigInteger r = BigIntegers.fromUnsignedByteArray(signature, 0, SCALAR);
    BigInteger s = BigIntegers.fromUnsignedByteArray(signature, SCALAR, SCALAR);
    if (!isScalar(r) || !isScalar(s)) {
      return Optional.empty();
    }
    ECPoint nonce;
    try {
      byte[] compressed = new byte[1 + SCALAR];
      compressed[0] = (byte) (2 + recoveryId);
      System.arraycopy(signature, 0, compressed, 1, SCALAR);
      nonce = CURVE.getCurve().decodePoint(compressed);
    } catch (IllegalArgumentException notOnCurve) {
      return Optional.empty();
    }
    BigInteger inverse = BigIntegers.modOddInverse(ORDER, r);
    BigInteger hash = new BigInteger(1, digest);
    ECPoint key =
        ECAlgorithms.sumOfTwoMultiplies(
            CURVE.getG(),
            inverse.multiply(hash).negate().mod(ORDER),
            nonce,
            inverse.multiply(s).mod(ORDER));
    return key.isInfinity() ? Optional.empty() : Optional.of(bytes(key));
  }

  @Override
  public byte[] agree(byte[] secret, byte[] peer) {
    ECDHBasicAgreement agreement = new ECDHBasicAgreement();
    agreement.init(new ECPrivateKeyParameters(scalar(secret), CURVE));
    BigInteger x = agreement.calculateAgreement(new ECPublicKeyParameters(point(peer), CURVE));
    return BigIntegers.asUnsignedByteArray(SCALAR, x);
  }

  private static BigInteger scalar(byte[] secret) {
    Lengths.require("secret", secret, SCALAR);
    BigInteger scalar = BigIntegers.fromUnsignedByteArray(secret);
    if (!isScalar(scalar)) {
      throw Lengths.noSecret();
    }
    return scalar;
  }

  private static boolean isScalar(BigInteger number) {
    return number.signum() > 0 && number.compareTo(ORDER) < 0;
  }

  /** Bouncy Castle checks that it is on the curve (the cofactor is 1, so in the group). */
  private static ECPoint point(byte[] publicKey) {
    Lengths.require("public key", publicKey, PUBLIC_KEY);
    byte[] encoded = new byte[1 + PUBLIC_KEY];
    encoded[0] = 4;
    System.arraycopy(publicKey, 0, encoded, 1, PUBLIC_KEY);
    try {
      return CURVE.getCurve().decodePoint(encoded);
    } catch (IllegalArgumentException notOnCurve) {
      throw Lengths.noPoint();
    }
  }

  private static byte[] bytes(ECPoint point) {
    return Arrays.copyOfRange(point.normalize().getEncoded(false), 1, 1 + PUBLIC_KEY);
  }

  private static ECDomainParameters curve() {
    X9ECParameters parameters = CustomNamedCurves.getByName("secp256k1");
    return new ECDomainParameters(
        parameters.getCurve(), parameters.getG(), parameters.getN(), parameters.getH());
  }
}
