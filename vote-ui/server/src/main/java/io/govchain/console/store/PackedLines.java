package io.govchain.console.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lines of the ledger that follow one another, as the bytes of one row: a block of a busy ledger
 * has hundreds, and a row with its index for each would take longer than everything else.
 */
public final class PackedLines {
  /** At most: four bytes, the institution, and the transaction. */
  private static final int HEAD = 4 + 2 * PackedNumbers.MOST_BYTES;

  private static final byte[] NOTHING = new byte[0];

  private ByteBuffer bytes = ByteBuffer.allocate(1024);
  private int count;

  /**
   * A line.
   *
   * @param number of the event
   * @param seq number of the transaction
   * @param type one of {@link LedgerType}
   * @param step 0 where the type has none
   * @param institution short number; 0 for none
   * @param digest empty for none
   */
  public record Line(
      long number, long seq, int type, int step, int code, int institution, byte[] digest) {}

  /** How many lines were added. */
  public int count() {
    return count;
  }

  /** A line without a digest; its number follows from its place. */
  public void add(long seq, int type, int step, int code, int institution) {
    add(seq, type, step, code, institution, NOTHING, 0, 0);
  }

  /** A line whose digest is so many of these bytes. */
  public void add(
      long seq, int type, int step, int code, int institution, byte[] digest, int from, int size) {
    if (bytes.remaining() < HEAD + size) {
      int needed = bytes.position() + HEAD + size;
      ByteBuffer larger = ByteBuffer.allocate(Math.max(needed, 2 * bytes.capacity()));
      bytes = larger.put(bytes.flip());
    }
    bytes.put((byte) type).put((byte) step).put((byte) code).put((byte) size);
    PackedNumbers.put(bytes, institution);
    PackedNumbers.put(bytes, seq);
    bytes.put(digest, from, size);
    count++;
  }

  /** The bytes of all lines; begins anew. */
  public byte[] take() {
    byte[] taken = Arrays.copyOf(bytes.array(), bytes.position());
    bytes.clear();
    count = 0;
    return taken;
  }

  /** The lines, the first of which has this number. */
  public static List<Line> unpack(long first, byte[] packed) {
    List<Line> lines = new ArrayList<>();
    ByteBuffer buffer = ByteBuffer.wrap(packed);
    while (buffer.hasRemaining()) {
      int type = buffer.get();
      int step = Byte.toUnsignedInt(buffer.get());
      int code = Byte.toUnsignedInt(buffer.get());
      int size = Byte.toUnsignedInt(buffer.get());
      int institution = Math.toIntExact(PackedNumbers.get(buffer));
      long seq = PackedNumbers.get(buffer);
      byte[] digest = size == 0 ? NOTHING : new byte[size];
      buffer.get(digest);
      lines.add(new Line(first + lines.size(), seq, type, step, code, institution, digest));
    }
    return lines;
  }
}
