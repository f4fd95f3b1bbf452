package io.govchain.amdp.crypto;

import java.security.SecureRandom;

/**
 * The signature algorithms of the suites whose keys the governance chain cannot check itself. Keys
 * and signatures are raw bytes: X and Y of a point, r and s, or what FIPS 204 encodes.
 */
public enum PossessionSuite {
  /** SM2 with SM3 and the default identity. */
  SM(64, 64, new CurveSignatures.Sm2()),
  /** ECDSA on P-384 with SHA-384. */
  CNSA(96, 96, new CurveSignatures.P384()),
  /** ML-DSA-65 without context. */
  PQ(1952, 3309, new MlDsa65());

  private final int publicKeyLength;
  private final int signatureLength;
  private final Signatures signatures;

  PossessionSuite(int publicKeyLength, int signatureLength, Signatures signatures) {
    this.publicKeyLength = publicKeyLength;
    this.signatureLength = signatureLength;
    this.signatures = signatures;
  }

  /** What a suite's algorithm does. */
  interface Signatures {
    PossessionKey generate(SecureRandom random);

    PossessionKey decode(byte[] pkcs8);

    boolean verify(byte[] publicKey, byte[] message, byte[] signature);
  }

  /** Bytes of a public key. */
  public int publicKeyLength() {
    return publicKeyLength;
  }

  /** Bytes of a signature. */
  public int signatureLength() {
    return signatureLength;
  }

  /** A fresh key. */
  public PossessionKey generate(SecureRandom random) {
    return signatures.generate(random);
  }

  /**
   * A stored key.
   *
   * @param pkcs8 DER of a PKCS#8 private key
   * @throws IllegalArgumentException if it is no key of this suite
   */
  public PossessionKey decode(byte[] pkcs8) {
    return signatures.decode(pkcs8);
  }

  /** Whether the key's owner made this signature over this message. Never throws for bad input. */
  public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    if (publicKey.length != publicKeyLength || signature.length != signatureLength) {
      return false;
    }
    try {
      return signatures.verify(publicKey, message, signature);
    } catch (IllegalArgumentException noKey) {
      return false;
    }
  }
}
