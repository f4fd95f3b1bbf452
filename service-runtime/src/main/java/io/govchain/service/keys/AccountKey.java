package io.govchain.service.keys;

import io.govchain.amdp.crypto.KeyAgreement;
import io.govchain.amdp.crypto.LocalSigner;
import io.govchain.amdp.crypto.Signer;
import io.govchain.evm.signing.KeystoreException;
import io.govchain.evm.signing.KeystoreFile;
import io.govchain.evm.signing.Passwords;
import io.govchain.evm.signing.SigningKey;
import io.govchain.service.config.KeyFiles;
import io.govchain.service.exit.Exit;
import io.govchain.service.exit.StartupFailure;
import java.util.Arrays;

/**
 * A service's account key in its three uses.
 *
 * @param chain signs governance transactions
 * @param signer signs AMDP messages
 * @param agreement opens what was sealed for this account
 */
public record AccountKey(SigningKey chain, Signer signer, KeyAgreement agreement) {
  /**
   * Opens the configured keystore.
   *
   * @throws StartupFailure with exit code 2 when the keystore or its password cannot be used
   */
  public static AccountKey open(KeyFiles files) {
    char[] password = null;
    try {
      password = Passwords.fromFile(files.passwordFile());
      return KeystoreFile.open(files.keystore(), password, AccountKey::of);
    } catch (KeystoreException unusable) {
      throw new StartupFailure(Exit.CONFIGURATION, unusable.getMessage(), unusable);
    } finally {
      if (password != null) {
        Arrays.fill(password, '\0');
      }
    }
  }

  private static AccountKey of(byte[] secret) {
    SigningKey chain = SigningKey.fromPrivateKey(secret);
    return new AccountKey(chain, Signers.of(chain), LocalSigner.of(secret));
  }
}
