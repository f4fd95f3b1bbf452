package io.govchain.console.index;

import io.govchain.evm.encoding.Hex;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Comparator;

/**
 * The 32 bytes of a transaction's id; ordered, so that nobody gains by choosing ids that collide.
 */
record TransactionId(long first, long second, long third, long last)
    implements Comparable<TransactionId> {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final Comparator<TransactionId> ORDER =
      Comparator.comparingLong(TransactionId::first)
          .thenComparingLong(TransactionId::second)
          .thenComparingLong(TransactionId::third)
          .thenComparingLong(TransactionId::last);

  /** The id at this place. */
  static TransactionId at(byte[] bytes, int place) {
    return new TransactionId(
        (long) WORD.get(bytes, place),
        (long) WORD.get(bytes, place + Long.BYTES),
        (long) WORD.get(bytes, place + 2 * Long.BYTES),
        (long) WORD.get(bytes, place + 3 * Long.BYTES));
  }

  static TransactionId of(String hex) {
    return at(Hex.bytes(hex), 0);
  }

  byte[] bytes() {
    byte[] bytes = new byte[4 * Long.BYTES];
    WORD.set(bytes, 0, first);
    WORD.set(bytes, Long.BYTES, second);
    WORD.set(bytes, 2 * Long.BYTES, third);
    WORD.set(bytes, 3 * Long.BYTES, last);
    return bytes;
  }

  @Override
  public int compareTo(TransactionId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TransactionId id
        && first == id.first
        && second == id.second
        && third == id.third
        && last == id.last;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(first ^ second ^ third ^ last);
  }
}
