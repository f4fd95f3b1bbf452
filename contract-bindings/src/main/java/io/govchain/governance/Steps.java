package io.govchain.governance;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Packs a transaction's step descriptors into the one word of an opening, step {@code i} at bits
 * {@code 32 i}, and back.
 */
public final class Steps {

  /** Most steps that a transaction may have. */
  public static final int MAX = 8;

  private static final BigInteger DESCRIPTOR_MASK = BigInteger.valueOf(0xffff_ffffL);

  private Steps() {}

  /** The word of 1 to 8 steps. */
  public static BigInteger pack(List<StepDescriptor> steps) {
    checkCount(steps.size());
    BigInteger word = BigInteger.ZERO;
    for (int i = 0; i < steps.size(); i++) {
      word = word.or(BigInteger.valueOf(steps.get(i).packed()).shiftLeft(32 * i));
    }
    return word;
  }

  /** The first {@code count} descriptors of the word. */
  public static List<StepDescriptor> unpack(int count, BigInteger word) {
    checkCount(count);
    List<StepDescriptor> steps = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      steps.add(
          StepDescriptor.unpacked(word.shiftRight(32 * i).and(DESCRIPTOR_MASK).longValueExact()));
    }
    return List.copyOf(steps);
  }

  private static void checkCount(int count) {
    if (count < 1 || count > MAX) {
      throw new IllegalArgumentException(
          "steps of a transaction: expected 1.." + MAX + ", was " + count);
    }
  }
}
