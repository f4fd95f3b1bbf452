package io.govchain.cli;

import io.govchain.evm.signing.KeystoreFile;
import io.govchain.evm.signing.Passwords;
import io.govchain.evm.signing.SigningKey;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The key of the account that is asked for, beside the key of who asks. */
final class AccountKey {
  @Option(
      names = "--account-keystore",
      required = true,
      paramLabel = "FILE",
      description = "Encrypted key of the new account.")
  private Path keystore;

  @Option(
      names = "--account-password-file",
      required = true,
      paramLabel = "FILE",
      description = "Its first line is the password.")
  private Path passwordFile;

  SigningKey open() {
    return KeystoreFile.open(keystore, Passwords.fromFile(passwordFile));
  }
}
