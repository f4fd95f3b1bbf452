package io.govchain.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 digests of files, as they go on a chain. */
final class Digests {
  private Digests() {}

  /** Lower-case hex with 0x. */
  static String ofFile(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, sha256).transferTo(java.io.OutputStream.nullOutputStream());
      return "0x" + HexFormat.of().formatHex(sha256.digest());
    } catch (IOException e) {
      throw CommandFailure.usage("expected a readable file, actual " + Unreadable.why(file, e));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
