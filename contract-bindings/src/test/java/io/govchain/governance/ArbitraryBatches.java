package io.govchain.governance;

import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;

/**
 * Batches in the form that the contract demands, of whatever content: sensible and senseless plans,
 * deadlines, steps and digests of a few transactions.
 */
final class ArbitraryBatches {
  private static final int STEP_BYTES = 4;
  private static final int DEADLINE_BYTES = 5;
  private static final int STEPS = 8;
  private static final int REPORTS = Entry.OPENED.ordinal();

  /** Pipeline 1 as a write of the source, of the target, as a read; none; one that is not there. */
  private static final List<Long> USUAL_STEPS = List.of(6L, 7L, 4L, 0L, 2L, 34L, 0xffff_ffffL);

  private final Random random;
  private final long now;

  ArbitraryBatches(Random random, long now) {
    this.random = random;
    this.now = now;
  }

  byte[] next() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int runs = 1 + random.nextInt(3); runs > 0; runs--) {
      if (random.nextBoolean()) {
        openings(out);
      } else {
        reports(out);
      }
    }
    return out.toByteArray();
  }

  private void openings(ByteArrayOutputStream out) {
    int steps = random.nextInt(3) == 0 ? 1 + random.nextInt(STEPS) : 1 + random.nextInt(2);
    int count = 1 + random.nextInt(4);
    out.write(PackedEntries.OPENING + steps);
    out.write(count);
    for (int i = 0; i < count; i++) {
      out.writeBytes(word());
      number(out, deadline(), DEADLINE_BYTES);
      for (int step = 0; step < steps; step++) {
        number(out, step(), STEP_BYTES);
      }
    }
  }

  private void reports(ByteArrayOutputStream out) {
    int[] whats = new int[1 + random.nextInt(PackedEntries.MOST_REPORTS)];
    out.write(whats.length);
    for (int i = 0; i < whats.length; i++) {
      int step = random.nextBoolean() ? random.nextInt(2) : random.nextInt(16);
      whats[i] = random.nextInt(REPORTS) << 4 | step;
      out.write(whats[i]);
    }
    int count = 1 + random.nextInt(4);
    out.write(count);
    for (int i = 0; i < count; i++) {
      out.writeBytes(word());
      for (int what : whats) {
        if (PackedEntries.hasDigest(Entry.values()[what >>> 4])) {
          out.writeBytes(word());
        }
      }
    }
  }

  private long deadline() {
    return switch (random.nextInt(6)) {
      case 0 -> 0;
      case 1 -> (1L << 40) - 1;
      case 2 -> random.nextLong(1L << 40);
      default -> now + 100_000 + random.nextInt(1000);
    };
  }

  private long step() {
    int known = random.nextInt(2 * USUAL_STEPS.size());
    // Most of those that are sensible begin the list.
    return known < USUAL_STEPS.size()
        ? USUAL_STEPS.get(random.nextInt(2))
        : USUAL_STEPS.get(known - USUAL_STEPS.size());
  }

  private byte[] word() {
    return switch (random.nextInt(8)) {
      case 0 -> new byte[32];
      case 1 -> {
        byte[] any = new byte[32];
        random.nextBytes(any);
        yield any;
      }
      default -> Hex.bytes(Keccak.ofText("arbitrary " + random.nextInt(12)));
    };
  }

  private static void number(ByteArrayOutputStream out, long value, int bytes) {
    for (int i = bytes - 1; i >= 0; i--) {
      out.write((int) (value >>> (Byte.SIZE * i)));
    }
  }
}
