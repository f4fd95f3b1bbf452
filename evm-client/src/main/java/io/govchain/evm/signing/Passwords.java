package io.govchain.evm.signing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** Passwords from files, so that none stands in a command line or an environment listing. */
public final class Passwords {
  private static final int MAX_BYTES = 4096;

  private Passwords() {}

  /**
   * The first and only line of the file, without its line break.
   *
   * @throws KeystoreException if it cannot be read, is empty, has several lines or is not UTF-8
   */
  public static char[] fromFile(Path file) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (NoSuchFileException e) {
      throw new KeystoreException("cannot read the password file " + file + ": no such file", e);
    } catch (IOException e) {
      throw new KeystoreException("cannot read the password file " + file + ": " + e, e);
    }
    try {
      if (bytes.length > MAX_BYTES) {
        throw new KeystoreException("password file " + file + " is above " + MAX_BYTES + " bytes");
      }
      return password(file, bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static char[] password(Path file, byte[] bytes) {
    int length = bytes.length;
    if (length > 0 && bytes[length - 1] == '\n') {
      length--;
    }
    if (length > 0 && bytes[length - 1] == '\r') {
      length--;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        throw new KeystoreException("password file " + file + " has more than one line");
      }
    }
    if (length == 0) {
      throw new KeystoreException("password file " + file + " is empty");
    }
    try {
      CharBuffer chars =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
      char[] password = new char[chars.remaining()];
      chars.get(password);
      if (chars.hasArray()) {
        Arrays.fill(chars.array(), '\0');
      }
      return password;
    } catch (CharacterCodingException e) {
      throw new KeystoreException("password file " + file + " is not UTF-8", e);
    }
  }
}
