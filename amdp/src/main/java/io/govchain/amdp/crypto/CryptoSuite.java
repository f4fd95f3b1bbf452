package io.govchain.amdp.crypto;

/**
 * Algorithms that belong together. Public keys, digests and signatures are raw bytes of the suite's
 * lengths.
 */
public sealed interface CryptoSuite permits Secp256k1 {

  /** ES256K signatures, ECDH-ES with A256GCM; the key is a chain account's own. */
  CryptoSuite SECP256K1 = new Secp256k1();

  /** Name in registrations. */
  String name();

  /** JWS {@code alg}. */
  String signatureAlgorithm();

  /** Bytes of a signature. */
  int signatureLength();

  /** Whether these bytes are a public key: 64 bytes, a point on the curve. */
  boolean isPublicKey(byte[] publicKey);

  /** The account address of a public key: 0x and 40 hex digits. */
  String address(byte[] publicKey);

  /** Whether the key's owner made this signature over this digest. Never throws for bad input. */
  boolean verify(byte[] publicKey, byte[] digest, byte[] signature);
}
