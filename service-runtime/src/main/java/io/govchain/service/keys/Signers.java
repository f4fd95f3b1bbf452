package io.govchain.service.keys;

import io.govchain.amdp.crypto.Signer;
import io.govchain.evm.signing.SigningKey;

/** Lets one account key sign both governance transactions and AMDP messages. */
public final class Signers {
  private Signers() {}

  /** Signs messages with the key of a chain account; the key itself stays where it is. */
  public static Signer of(SigningKey key) {
    return new Signer() {
      @Override
      public String address() {
        return key.address();
      }

      @Override
      public byte[] publicKey() {
        return key.publicKey();
      }

      @Override
      public byte[] sign(byte[] sha256) {
        return key.signCompact(sha256);
      }

      @Override
      public String toString() {
        return "Signer " + key.address();
      }
    };
  }
}
