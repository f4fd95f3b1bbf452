package io.govchain.console.index;

import io.govchain.evm.encoding.Hex;
import java.nio.ByteBuffer;
import java.util.Comparator;

/**
 * The 32 bytes of a transaction's id; ordered, so that nobody gains by choosing ids that collide.
 */
record TransactionId(long first, long second, long third, long last)
    implements Comparable<TransactionId> {
  private static final Comparator<TransactionId> ORDER =
      Comparator.comparingLong(TransactionId::first)
          .thenComparingLong(TransactionId::second)
          .thenComparingLong(TransactionId::third)
          .thenComparingLong(TransactionId::last);

  /** The id at this place. */
  static TransactionId at(ByteBuffer bytes, int place) {
    return new TransactionId(
        bytes.getLong(place),
        bytes.getLong(place + Long.BYTES),
        bytes.getLong(place + 2 * Long.BYTES),
        bytes.getLong(place + 3 * Long.BYTES));
  }

  static TransactionId of(String hex) {
    return at(ByteBuffer.wrap(Hex.bytes(hex)), 0);
  }

  byte[] bytes() {
    return ByteBuffer.allocate(4 * Long.BYTES)
        .putLong(first)
        .putLong(second)
        .putLong(third)
        .putLong(last)
        .array();
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
