package io.govchain.amdp;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What every write carries at the end of its call data, so that a chain's own record tells which
 * step it belongs to.
 *
 * @param transaction id of the cross-chain transaction
 * @param step number of the step
 * @param action doing or undoing
 */
public record StepTag(String transaction, int step, StepAction action) {

  /** Bytes of a tag. */
  public static final int LENGTH = 34;

  public StepTag {
    Shape.hash("tag.transaction", transaction);
    Shape.range("tag.step", step, 0, Shape.MAX_STEPS - 1L);
  }

  /** Transaction id, step, action (0 execute, 1 compensate). */
  public byte[] bytes() {
    byte[] bytes = Arrays.copyOf(Hex.bytes(transaction), LENGTH);
    bytes[32] = (byte) step;
    bytes[33] = (byte) action.ordinal();
    return bytes;
  }

  /** The tag at the end of some call data; empty when there is none. */
  public static Optional<StepTag> atEndOf(byte[] callData) {
    int start = callData.length - LENGTH;
    if (start < 0 || callData[start + 32] < 0 || callData[start + 32] >= Shape.MAX_STEPS) {
      return Optional.empty();
    }
    String transaction = "0x" + HexFormat.of().formatHex(callData, start, start + 32);
    return switch (callData[start + 33]) {
      case 0 -> Optional.of(new StepTag(transaction, callData[start + 32], StepAction.EXECUTE));
      case 1 -> Optional.of(new StepTag(transaction, callData[start + 32], StepAction.COMPENSATE));
      default -> Optional.empty();
    };
  }
}
