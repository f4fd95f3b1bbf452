package io.govchain.amdp.crypto;

import java.security.SecureRandom;

/** A private key of a {@link PossessionSuite} in this process's memory. */
public interface PossessionKey {

  /** The public key as it is registered. */
  byte[] publicKey();

  /** Signs a message; verified by {@link PossessionSuite#verify}. */
  byte[] sign(byte[] message, SecureRandom random);

  /** DER of the PKCS#8 private key. */
  byte[] encoded();
}
