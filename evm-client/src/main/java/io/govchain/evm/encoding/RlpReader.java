package io.govchain.evm.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads {@link Rlp} items strictly. */
final class RlpReader {
  private final byte[] input;
  private int position;

  RlpReader(byte[] input) {
    this.input = input;
  }

  Rlp single() {
    Rlp item = read(input.length, 0);
    if (position != input.length) {
      throw refused("trailing bytes: " + (input.length - position));
    }
    return item;
  }

  private Rlp read(int end, int depth) {
    if (position >= end) {
      throw refused("an item is missing");
    }
    int prefix = input[position++] & 0xff;
    if (prefix < 0x80) {
      return new Rlp.Bytes(new byte[] {(byte) prefix});
    }
    boolean list = prefix >= 0xc0;
    int length = length(prefix - (list ? 0xc0 : 0x80), end);
    return list ? list(length, depth) : bytes(length);
  }

  private int length(int code, int end) {
    if (code <= 55) {
      return within(code, end);
    }
    int width = code - 55;
    if (width > end - position) {
      throw refused("length field cut off");
    }
    if (width > 4 || input[position] == 0) {
      throw refused("length field of " + width + " bytes is too long or has a leading zero");
    }
    long length = 0;
    for (int i = 0; i < width; i++) {
      length = length << 8 | (input[position++] & 0xff);
    }
    if (length <= 55) {
      throw refused("length " + length + " is not in its shortest form");
    }
    return within(length, end);
  }

  private int within(long length, int end) {
    if (length > end - position) {
      throw refused("item of " + length + " bytes, but only " + (end - position) + " remain");
    }
    return (int) length;
  }

  private Rlp bytes(int length) {
    if (length == 1 && (input[position] & 0xff) < 0x80) {
      throw refused("a single small byte must be written as itself");
    }
    byte[] value = Arrays.copyOfRange(input, position, position + length);
    position += length;
    return new Rlp.Bytes(value);
  }

  private Rlp list(int length, int depth) {
    if (depth >= Rlp.MAX_DEPTH) {
      throw refused("lists nested deeper than " + Rlp.MAX_DEPTH);
    }
    int end = position + length;
    List<Rlp> items = new ArrayList<>();
    while (position < end) {
      items.add(read(end, depth + 1));
    }
    return new Rlp.Items(items);
  }

  private IllegalArgumentException refused(String reason) {
    return new IllegalArgumentException("malformed RLP at offset " + position + ": " + reason);
  }
}
