package io.govchain.evm.signing;

import java.math.BigInteger;
import java.security.SecureRandom;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Sign;

/** A key in this process's memory. */
final class MemoryKey implements SigningKey {
  private static final BigInteger ORDER = Sign.CURVE_PARAMS.getN();

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
    Sign.SignatureData data = Sign.signMessage(digest, pair, false);
    return new Signature(
        new BigInteger(1, data.getR()), new BigInteger(1, data.getS()), data.getV()[0] - 27);
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
