package io.govchain.service.keys;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import org.web3j.crypto.Wallet;
import org.web3j.crypto.WalletFile;
import org.web3j.crypto.exception.CipherException;
import org.web3j.utils.Numeric;

/**
 * A service's account key in its three uses.
 *
 * @param chain signs governance transactions
 * @param signer signs AMDP messages
 * @param agreement opens what was sealed for this account
 */
public record AccountKey(SigningKey chain, Signer signer, KeyAgreement agreement) {
  private static final ObjectMapper JSON =
      new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

  /**
   * Opens the configured keystore.
   *
   * @throws StartupFailure with exit code 2 when the keystore or its password cannot be used
   */
  public static AccountKey open(KeyFiles files) {
    char[] password = null;
    try {
      password = Passwords.fromFile(files.passwordFile());
      SigningKey chain = KeystoreFile.open(files.keystore(), password);
      return new AccountKey(chain, Signers.of(chain), agreement(files, password));
    } catch (KeystoreException unusable) {
      throw new StartupFailure(Exit.CONFIGURATION, unusable.getMessage(), unusable);
    } finally {
      if (password != null) {
        Arrays.fill(password, '\0');
      }
    }
  }

  /** A signing key never hands out its secret, and key agreement needs it: decrypted once more. */
  private static KeyAgreement agreement(KeyFiles files, char[] password) {
    try {
      WalletFile wallet = JSON.readValue(Files.readAllBytes(files.keystore()), WalletFile.class);
      byte[] secret =
          Numeric.toBytesPadded(Wallet.decrypt(new String(password), wallet).getPrivateKey(), 32);
      try {
        return LocalSigner.of(secret);
      } finally {
        Arrays.fill(secret, (byte) 0);
      }
    } catch (IOException | CipherException changed) {
      throw new StartupFailure(
          Exit.CONFIGURATION,
          "keystore "
              + files.keystore()
              + ": expected the file opened a moment ago, actual another",
          changed);
    }
  }
}
