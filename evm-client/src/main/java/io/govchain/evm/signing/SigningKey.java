package io.govchain.evm.signing;

import java.math.BigInteger;
import java.security.SecureRandom;

/**
 * The secp256k1 key of a chain account. An implementation may keep the key in hardware; it never
 * hands it out.
 */
public interface SigningKey {
  /** The account's address. */
  String address();

  /** X and Y, 64 bytes. */
  byte[] publicKey();

  /** Signs a 32-byte digest deterministically (RFC 6979), s in the lower half. */
  Signature signDigest(byte[] digest);

  /**
   * The same signature as r and s alone, 64 bytes, for who knows the key: what a recovery id costs
   * is more than the signature.
   */
  default byte[] signCompact(byte[] digest) {
    return signDigest(digest).compact();
  }

  /** Signs a transaction of this account. */
  default RawTransaction signTransaction(UnsignedTransaction transaction) {
    return transaction.signed(signDigest(transaction.digest()), address());
  }

  /** A key held in memory. */
  static SigningKey fromPrivateKey(byte[] privateKey) {
    if (privateKey.length != 32) {
      throw new IllegalArgumentException(
          "private key: expected 32 bytes, got " + privateKey.length);
    }
    return new MemoryKey(new BigInteger(1, privateKey));
  }

  /** A new random key held in memory. */
  static SigningKey random() {
    return MemoryKey.random(new SecureRandom());
  }
}
