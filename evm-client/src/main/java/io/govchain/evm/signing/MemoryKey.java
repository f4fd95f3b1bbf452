package io.govchain.evm.signing;

import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;
import org.web3j.crypto.ECKeyPair;

/**
 * A key in this process's memory. Signs by hand on Bouncy Castle's curve, because its signer does
 * not tell which of the two candidate keys a signature recovers to, and finding out afterwards (as
 * web3j does) costs more than the signature.
 */
final class MemoryKey implements SigningKey {
  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
  private static final BigInteger ORDER = CURVE.getN();
  private static final BigInteger HALF_ORDER = ORDER.shiftRight(1);

  private final ECKeyPair pair;
  private final byte[] publicKey;
  private final String address;

  MemoryKey(BigInteger privateKey) {
    if (privateKey.signum() <= 0 || privateKey.compareTo(ORDER) >= 0) {
      throw new IllegalArgumentException("private key is outside 1..n-1 of secp256k1");
    }
    pair = ECKeyPair.create(privateKey);
    publicKey = unsigned(pair.getPublicKey());
    address = Signature.addressOf(publicKey);
  }

  static MemoryKey random(SecureRandom random) {
    BigInteger candidate;
    do {
      candidate = new BigInteger(256, random);
    } while (candidate.signum() == 0 || candidate.compareTo(ORDER) >= 0);
    return new MemoryKey(candidate);
  }

  ECKeyPair pair() {
    return pair;
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
  public Signature signDigest(byte[] digest) {
    if (digest.length != 32) {
      throw new IllegalArgumentException("digest: expected 32 bytes, got " + digest.length);
    }
    HMacDSAKCalculator nonces = new HMacDSAKCalculator(new SHA256Digest());
    nonces.init(ORDER, pair.getPrivateKey(), digest);
    BigInteger hash = new BigInteger(1, digest);
    while (true) {
      BigInteger k = nonces.nextK();
      ECPoint point = new FixedPointCombMultiplier().multiply(CURVE.getG(), k).normalize();
      BigInteger r = point.getAffineXCoord().toBigInteger();
      BigInteger s =
          BigIntegers.modOddInverse(ORDER, k)
              .multiply(hash.add(pair.getPrivateKey().multiply(r)))
              .mod(ORDER);
      boolean usable = r.signum() > 0 && r.compareTo(ORDER) < 0 && s.signum() > 0;
      if (usable) {
        int parity = point.getAffineYCoord().testBitZero() ? 1 : 0;
        boolean high = s.compareTo(HALF_ORDER) > 0;
        return new Signature(r, high ? ORDER.subtract(s) : s, high ? 1 - parity : parity);
      }
    }
  }

  @Override
  public String toString() {
    return "SigningKey[" + address + "]";
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = new byte[64];
    byte[] signed = number.toByteArray();
    int length = Math.min(64, signed.length);
    System.arraycopy(signed, signed.length - length, bytes, 64 - length, length);
    return bytes;
  }
}
