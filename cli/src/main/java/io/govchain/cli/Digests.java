package io.govchain.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 digests, lower-case hex with 0x. */
final class Digests {
  private Digests() {}

  /** Of a file, as it goes on a chain. */
  static String ofFile(Path file) {
    MessageDigest sha256 = sha256();
    try (InputStream in = Files.newInputStream(file)) {
      new DigestInputStream(in, sha256).transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw CommandFailure.usage("expected a readable file, actual " + Unreadable.why(file, e));
    }
    return hex(sha256.digest());
  }

  static String of(byte[] bytes) {
    return hex(sha256().digest(bytes));
  }

  private static String hex(byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
