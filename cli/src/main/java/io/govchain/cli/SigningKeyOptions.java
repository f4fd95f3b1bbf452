package io.govchain.cli;

import io.govchain.evm.signing.KeystoreFile;
import io.govchain.evm.signing.Passwords;
import io.govchain.evm.signing.SigningKey;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Who signs. Passwords come from files alone: command lines are seen by everybody. */
final class SigningKeyOptions {
  @Option(
      names = "--keystore",
      required = true,
      defaultValue = "${env:GOVCHAIN_KEYSTORE}",
      paramLabel = "FILE",
      description = "Encrypted key (or GOVCHAIN_KEYSTORE).")
  private Path keystore;

  @Option(
      names = "--password-file",
      required = true,
      defaultValue = "${env:GOVCHAIN_PASSWORD_FILE}",
      paramLabel = "FILE",
      description = "File with its password (or GOVCHAIN_PASSWORD_FILE).")
  private Path passwordFile;

  SigningKey open() {
    return KeystoreFile.open(keystore, Passwords.fromFile(passwordFile));
  }

  Path keystore() {
    return keystore;
  }
}
