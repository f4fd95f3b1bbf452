package io.govchain.evm.signing;

import io.govchain.secp256k1.Secp256k1;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.util.BigIntegers;
import org.web3j.crypto.ECKeyPair;

/** A key in this process's memory. */
final class MemoryKey implements SigningKey {
  private static final Secp256k1 CURVE = Secp256k1.fastest();

  private final byte[] secret;
  private final byte[] publicKey;
  private final String address;

  MemoryKey(BigInteger privateKey) {
    this(secret(privateKey));
  }

  private MemoryKey(byte[] secret) {
    this.secret = secret;
    publicKey = CURVE.publicKey(secret);
    address = Signature.addressOf(publicKey);
  }

  private static byte[] secret(BigInteger privateKey) {
    boolean fits = privateKey.signum() > 0 && privateKey.bitLength() <= 8 * Secp256k1.SCALAR;
    if (fits) {
      byte[] secret = BigIntegers.asUnsignedByteArray(Secp256k1.SCALAR, privateKey);
      if (CURVE.isSecret(secret)) {
        return secret;
      }
    }
    throw new IllegalArgumentException("private key is outside 1..n-1 of secp256k1");
  }

  static MemoryKey random(SecureRandom random) {
    byte[] candidate = new byte[Secp256k1.SCALAR];
    do {
      random.nextBytes(candidate);
    } while (!CURVE.isSecret(candidate));
    return new MemoryKey(candidate);
  }

  ECKeyPair pair() {
    return ECKeyPair.create(secret);
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
    byte[] signature = CURVE.signRecoverably(secret, publicKey, digest);
    return new Signature(
        new BigInteger(1, Arrays.copyOfRange(signature, 0, 32)),
        new BigInteger(1, Arrays.copyOfRange(signature, 32, 64)),
        signature[Secp256k1.SIGNATURE]);
  }

  @Override
  public byte[] signCompact(byte[] digest) {
    return CURVE.sign(secret, digest);
  }

  @Override
  public String toString() {
    return "SigningKey[" + address + "]";
  }
}
