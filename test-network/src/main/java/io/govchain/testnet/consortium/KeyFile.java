package io.govchain.testnet.consortium;

import io.govchain.evm.signing.KeystoreFile;
import io.govchain.evm.signing.Passwords;
import io.govchain.evm.signing.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A key on disk as its owner would keep it: encrypted, the password in a file of its own. */
public record KeyFile(SigningKey key, Path keystore, Path passwordFile) {

  /** Makes a key and both files, readable by their owner alone. */
  public static KeyFile create(Path directory, String name) {
    byte[] secret = new byte[16];
    new SecureRandom().nextBytes(secret);
    String password = HexFormat.of().formatHex(secret);
    Path keystore = directory.resolve(name + ".json");
    Path passwordFile = directory.resolve(name + ".password");
    try {
      Files.createDirectories(directory);
      Files.createFile(
          passwordFile,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(passwordFile, password + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // Light: a consortium on one machine makes a dozen keys and opens each of them often.
    SigningKey key =
        KeystoreFile.create(keystore, password.toCharArray(), KeystoreFile.Strength.LIGHT);
    return new KeyFile(key, keystore, passwordFile);
  }

  /** Opens both files as {@link #create} left them. */
  static KeyFile open(Path directory, String name) {
    Path keystore = directory.resolve(name + ".json");
    Path passwordFile = directory.resolve(name + ".password");
    return new KeyFile(
        KeystoreFile.open(keystore, Passwords.fromFile(passwordFile)), keystore, passwordFile);
  }

  /** The account's address. */
  public String address() {
    return key.address();
  }
}
