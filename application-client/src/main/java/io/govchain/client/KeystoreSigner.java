package io.govchain.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.amdp.crypto.LocalSigner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * Opens the keystore that {@code govchain keys new} makes: Web3 Secret Storage, version 3, scrypt
 * and AES-128-CTR. An application needs no Ethereum library for its one key.
 */
public final class KeystoreSigner {
  private static final int MAX_BYTES = 64 * 1024;
  private static final int DERIVED_BYTES = 32;

  /** Memory is 128 times n times r: a gigabyte at most, as of the costliest that tools make. */
  private static final long MAX_COST = 1L << 23;

  private static final int MAX_PARALLEL = 16;
  private static final ObjectMapper JSON = new ObjectMapper();

  private KeystoreSigner() {}

  /**
   * Opens a keystore; takes about a second.
   *
   * @param passwordFile its only line is the password
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if it is no such keystore, or the password is wrong
   */
  public static LocalSigner open(Path keystore, Path passwordFile) throws IOException {
    JsonNode file = json(keystore);
    JsonNode crypto = file.has("crypto") ? file.path("crypto") : file.path("Crypto");
    require(keystore, "version", "3", file.path("version").asText());
    require(keystore, "crypto.kdf", "scrypt", crypto.path("kdf").asText());
    require(keystore, "crypto.cipher", "aes-128-ctr", crypto.path("cipher").asText());
    byte[] password = password(passwordFile);
    try {
      byte[] derived = derived(keystore, crypto.path("kdfparams"), password);
      byte[] sealed = bytes(keystore, crypto, "ciphertext", 32);
      if (!MessageDigest.isEqual(code(derived, sealed), bytes(keystore, crypto, "mac", 32))) {
        throw new IllegalArgumentException(
            "keystore %s: the password in %s is wrong, or the file is damaged"
                .formatted(keystore, passwordFile));
      }
      return LocalSigner.of(
          opened(derived, bytes(keystore, crypto.path("cipherparams"), "iv", 16), sealed));
    } finally {
      Arrays.fill(password, (byte) 0);
    }
  }

  private static JsonNode json(Path keystore) throws IOException {
    try {
      JsonNode file = JSON.readTree(bounded(keystore));
      return file == null ? JSON.missingNode() : file;
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException(
          "keystore %s: expected JSON, actual line %d is none"
              .formatted(keystore, malformed.getLocation().getLineNr()));
    }
  }

  private static byte[] password(Path file) throws IOException {
    List<String> lines = new String(bounded(file), StandardCharsets.UTF_8).lines().toList();
    if (lines.size() != 1 || lines.getFirst().isEmpty()) {
      throw new IllegalArgumentException(
          "password file %s: expected one line that is not empty, actual %d lines"
              .formatted(file, lines.size()));
    }
    return lines.getFirst().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bounded(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IllegalArgumentException(
            "%s: expected at most %d bytes, actual more".formatted(file, MAX_BYTES));
      }
      return bytes;
    }
  }

  private static byte[] derived(Path keystore, JsonNode scrypt, byte[] password) {
    int n = scrypt.path("n").asInt();
    int r = scrypt.path("r").asInt();
    int p = scrypt.path("p").asInt();
    boolean whole = n > 1 && Integer.bitCount(n) == 1 && r > 0 && p > 0 && p <= MAX_PARALLEL;
    // RFC 7914: below 2 to the power of 16 r.
    boolean defined = r > 1 || n < 1 << 16;
    if (!whole || !defined || (long) n * r > MAX_COST) {
      throw new IllegalArgumentException(
          "keystore %s: expected scrypt with n a power of two (below 65536 if r is 1), n * r at most %d, p at most %d; actual n %d, r %d, p %d"
              .formatted(keystore, MAX_COST, MAX_PARALLEL, n, r, p));
    }
    require(keystore, "kdfparams.dklen", "32", scrypt.path("dklen").asText());
    return SCrypt.generate(password, bytes(keystore, scrypt, "salt", -1), n, r, p, DERIVED_BYTES);
  }

  private static byte[] code(byte[] derived, byte[] sealed) {
    KeccakDigest keccak = new KeccakDigest(256);
    keccak.update(derived, 16, 16);
    keccak.update(sealed, 0, sealed.length);
    byte[] code = new byte[32];
    keccak.doFinal(code, 0);
    return code;
  }

  private static byte[] opened(byte[] derived, byte[] iv, byte[] sealed) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE, new SecretKeySpec(derived, 0, 16, "AES"), new IvParameterSpec(iv));
      return cipher.doFinal(sealed);
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException("every JDK has AES in counter mode", absent);
    }
  }

  /** A member's bytes, of any length if that is below 0. */
  private static byte[] bytes(Path keystore, JsonNode parent, String name, int length) {
    String text = parent.path(name).asText();
    if (!text.matches("([0-9a-fA-F]{2})+") || (length >= 0 && text.length() != 2 * length)) {
      throw new IllegalArgumentException(
          "keystore %s: %s: expected %s of hex, actual %d characters"
              .formatted(keystore, name, length < 0 ? "bytes" : length + " bytes", text.length()));
    }
    return HexFormat.of().parseHex(text);
  }

  private static void require(Path keystore, String what, String expected, String actual) {
    if (!actual.equals(expected)) {
      throw new IllegalArgumentException(
          "keystore %s: %s: expected %s, actual '%s'".formatted(keystore, what, expected, actual));
    }
  }
}
