package io.govchain.subchain.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/**
 * Bytes that nobody without the application's key can foresee and that are the same every time: so
 * a call that is made again, by a proxy that lost its journal, is the very same call.
 */
final class DerivedRandom extends SecureRandom {

  private static final long serialVersionUID = 1;
  private static final int BLOCK = 32;

  private final byte[] secret;
  private long counter;

  DerivedRandom(byte[] secret) {
    this.secret = secret.clone();
  }

  @Override
  public void nextBytes(byte[] bytes) {
    for (int i = 0; i < bytes.length; i += BLOCK) {
      byte[] block = sha256(secret, ByteBuffer.allocate(Long.BYTES).putLong(counter++).array());
      System.arraycopy(block, 0, bytes, i, Math.min(BLOCK, bytes.length - i));
    }
  }

  static byte[] sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8), new byte[0]);
  }

  private static byte[] sha256(byte[] first, byte[] second) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(first);
      return digest.digest(second);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
