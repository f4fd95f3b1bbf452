package io.govchain.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What of a file goes on a chain.
 *
 * @param path absolute; of a variant, that of the first
 * @param digest SHA-256, lower-case hex with 0x
 * @param metadata JSON text: name, size in bytes, media type where known
 */
record DemoFile(Path path, String name, String digest, String metadata) {

  static DemoFile of(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("FILE: expected a readable file, actual " + file.toAbsolutePath());
    }
    ObjectNode metadata = new ObjectMapper().createObjectNode();
    metadata.put("name", file.getFileName().toString()).put("size", Files.size(file));
    String type = Files.probeContentType(file);
    if (type != null) {
      metadata.put("type", type);
    }
    return new DemoFile(
        file.toAbsolutePath().normalize(),
        file.getFileName().toString(),
        digest(file),
        metadata.toString());
  }

  /** Other content under a similar name, for calls that must not touch the first. */
  DemoFile variant(String suffix) {
    return new DemoFile(
        path,
        name + suffix,
        hex(sha256().digest((digest + suffix).getBytes(java.nio.charset.StandardCharsets.UTF_8))),
        metadata);
  }

  private static String digest(Path file) throws IOException {
    MessageDigest sha256 = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return hex(sha256.digest());
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
