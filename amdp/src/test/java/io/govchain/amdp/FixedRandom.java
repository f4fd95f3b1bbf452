package io.govchain.amdp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** Random bytes that are the same in every run: SHA-256 of a seed and a counter. */
public final class FixedRandom extends SecureRandom {

  private static final long serialVersionUID = 1L;

  private final byte[] seed;
  private long counter;

  public FixedRandom(String seed) {
    this.seed = seed.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void nextBytes(byte[] bytes) {
    for (int i = 0; i < bytes.length; i += 32) {
      byte[] block = Hex.digest(seed, ByteBuffer.allocate(8).putLong(counter++).array());
      System.arraycopy(block, 0, bytes, i, Math.min(32, bytes.length - i));
    }
  }
}
