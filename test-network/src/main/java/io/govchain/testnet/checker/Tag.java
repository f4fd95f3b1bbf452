package io.govchain.testnet.checker;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The last 34 bytes of a governed write's call data: transaction 32, step 1, action 1.
 *
 * @param transaction with {@code 0x}
 * @param undoes action 1; else action 0
 */
public record Tag(String transaction, int step, boolean undoes) {
  private static final int LENGTH = 34;
  private static final int MAX_STEPS = 8;

  /** The tag at the end of this call data; empty where there is none. */
  static Optional<Tag> atEndOf(byte[] data) {
    if (data.length < LENGTH) {
      return Optional.empty();
    }
    byte[] tag = Arrays.copyOfRange(data, data.length - LENGTH, data.length);
    boolean sound = tag[32] >= 0 && tag[32] < MAX_STEPS && (tag[33] == 0 || tag[33] == 1);
    return sound
        ? Optional.of(new Tag("0x" + HexFormat.of().formatHex(tag, 0, 32), tag[32], tag[33] == 1))
        : Optional.empty();
  }
}
