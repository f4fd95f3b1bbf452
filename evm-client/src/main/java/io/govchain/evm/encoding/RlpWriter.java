package io.govchain.evm.encoding;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;

/** Writes {@link Rlp} items. */
final class RlpWriter {
  private RlpWriter() {}

  static byte[] encode(Rlp item) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(item, out);
    return out.toByteArray();
  }

  private static void write(Rlp item, ByteArrayOutputStream out) {
    switch (item) {
      case Rlp.Bytes bytes -> {
        byte[] value = bytes.value();
        if (value.length != 1 || (value[0] & 0xff) >= 0x80) {
          prefix(0x80, value.length, out);
        }
        out.writeBytes(value);
      }
      case Rlp.Items list -> {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        list.items().forEach(child -> write(child, body));
        prefix(0xc0, body.size(), out);
        out.writeBytes(body.toByteArray());
      }
    }
  }

  private static void prefix(int base, int length, ByteArrayOutputStream out) {
    if (length <= 55) {
      out.write(base + length);
      return;
    }
    int width = (BigInteger.valueOf(length).bitLength() + 7) / 8;
    out.write(base + 55 + width);
    for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
      out.write(length >>> shift);
    }
  }
}
