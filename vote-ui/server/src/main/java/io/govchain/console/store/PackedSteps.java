package io.govchain.console.store;

import io.govchain.governance.Side;
import io.govchain.governance.StepDescriptor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A transaction's steps in four bytes each, as on the chain. */
public final class PackedSteps {
  /** Bytes of a step. */
  public static final int BYTES = Integer.BYTES;

  private PackedSteps() {}

  /** Packs what is packed into numbers. */
  public static byte[] pack(int[] steps) {
    ByteBuffer buffer = ByteBuffer.allocate(BYTES * steps.length);
    for (int step : steps) {
      buffer.putInt(step);
    }
    return buffer.array();
  }

  /** The pipeline of the step at this place. */
  public static long pipeline(ByteBuffer packed, int place) {
    return Integer.toUnsignedLong(packed.getInt(place)) >>> 2;
  }

  /** Packs. */
  public static byte[] pack(List<StepDescriptor> steps) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * steps.size());
    for (StepDescriptor step : steps) {
      buffer.putInt(
          (int)
              (step.pipeline() << 2
                  | (step.write() ? 2 : 0)
                  | (step.side() == Side.SOURCE ? 0 : 1)));
    }
    return buffer.array();
  }

  /** Unpacks. */
  public static List<StepDescriptor> unpack(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    List<StepDescriptor> steps = new ArrayList<>();
    while (buffer.hasRemaining()) {
      int bits = buffer.getInt();
      steps.add(
          new StepDescriptor(
              Integer.toUnsignedLong(bits) >>> 2,
              (bits & 2) != 0,
              (bits & 1) == 0 ? Side.SOURCE : Side.TARGET));
    }
    return steps;
  }
}
