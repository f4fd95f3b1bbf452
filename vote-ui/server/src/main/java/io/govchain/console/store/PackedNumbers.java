package io.govchain.console.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers from 0 on in seven bits to a byte, the lowest first; all but a number's last byte are
 * negative. There are millions of them, and nearly all take three bytes instead of eight.
 */
public final class PackedNumbers {
  /** Bytes that the largest number takes. */
  static final int MOST_BYTES = 9;

  private static final int BITS = 7;

  private PackedNumbers() {}

  /** So many of these, one behind the other; what is packed so may be put behind it. */
  public static byte[] pack(long[] numbers, int count) {
    int size = 0;
    for (int i = 0; i < count; i++) {
      size += bytes(numbers[i]);
    }
    ByteBuffer packed = ByteBuffer.allocate(size);
    for (int i = 0; i < count; i++) {
      put(packed, numbers[i]);
    }
    return packed.array();
  }

  private static int bytes(long number) {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(number);
    return Math.max(1, (bits + BITS - 1) / BITS);
  }

  /** All of them, in their order. */
  public static List<Long> unpack(byte[] packed) {
    List<Long> numbers = new ArrayList<>();
    ByteBuffer bytes = ByteBuffer.wrap(packed);
    while (bytes.hasRemaining()) {
      numbers.add(get(bytes));
    }
    return numbers;
  }

  static void put(ByteBuffer bytes, long number) {
    if (number < 0) {
      throw new IllegalArgumentException("expected a number from 0 on, actual " + number);
    }
    long rest = number;
    while (rest > Byte.MAX_VALUE) {
      bytes.put((byte) (rest | Byte.MIN_VALUE));
      rest >>>= BITS;
    }
    bytes.put((byte) rest);
  }

  static long get(ByteBuffer bytes) {
    long number = 0;
    int shift = 0;
    byte next = bytes.get();
    while (next < 0) {
      number |= (long) (next & Byte.MAX_VALUE) << shift;
      shift += BITS;
      next = bytes.get();
    }
    return number | (long) next << shift;
  }
}
