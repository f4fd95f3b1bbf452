package io.govchain.evm.encoding;

import java.math.BigInteger;
import java.util.List;

/**
 * Recursive Length Prefix encoding. The decoder is strict: one item, no trailing bytes, shortest
 * forms only, bounded depth, so that one value has one encoding and hostile input cannot exhaust
 * the stack or the memory.
 */
public sealed interface Rlp {
  /** Lists nested deeper than this are refused; access lists and receipts need 4. */
  int MAX_DEPTH = 16;

  /** A byte string. */
  record Bytes(byte[] value) implements Rlp {}

  /** A list of items. */
  record Items(List<Rlp> items) implements Rlp {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** A byte string. */
  static Rlp bytes(byte[] value) {
    return new Bytes(value);
  }

  /** The bytes that this hex text stands for. */
  static Rlp hex(String hex) {
    return new Bytes(Hex.bytes(hex));
  }

  /** An unsigned integer: big-endian, no leading zeros, empty for zero. */
  static Rlp number(BigInteger value) {
    if (value.signum() < 0) {
      throw new IllegalArgumentException("RLP has no negative numbers: " + value);
    }
    if (value.signum() == 0) {
      return new Bytes(new byte[0]);
    }
    byte[] signed = value.toByteArray();
    if (signed[0] != 0) {
      return new Bytes(signed);
    }
    byte[] unsigned = new byte[signed.length - 1];
    System.arraycopy(signed, 1, unsigned, 0, unsigned.length);
    return new Bytes(unsigned);
  }

  /** An unsigned integer. */
  static Rlp number(long value) {
    return number(BigInteger.valueOf(value));
  }

  /** A list. */
  static Rlp list(Rlp... items) {
    return new Items(List.of(items));
  }

  /** A list. */
  static Rlp list(List<? extends Rlp> items) {
    return new Items(List.copyOf(items));
  }

  /** The encoding of this item. */
  default byte[] encode() {
    return RlpWriter.encode(this);
  }

  /**
   * Decodes exactly one item that fills the input.
   *
   * @throws IllegalArgumentException saying what is wrong and at which offset
   */
  static Rlp decode(byte[] input) {
    return new RlpReader(input).single();
  }

  /** The items of a list; an error if this is a byte string. */
  default List<Rlp> asList(String what) {
    return switch (this) {
      case Items list -> list.items();
      case Bytes bytes ->
          throw new IllegalArgumentException(
              what + ": expected a list, got " + bytes.value().length + " bytes");
    };
  }

  /** The items of a list that must have this many. */
  default List<Rlp> asList(String what, int size) {
    List<Rlp> items = asList(what);
    if (items.size() != size) {
      throw new IllegalArgumentException(
          what + ": expected " + size + " items, got " + items.size());
    }
    return items;
  }

  /** The bytes of a byte string; an error if this is a list. */
  default byte[] asBytes(String what) {
    return switch (this) {
      case Bytes bytes -> bytes.value();
      case Items list ->
          throw new IllegalArgumentException(
              what + ": expected bytes, got a list of " + list.items().size());
    };
  }

  /** The bytes of a byte string that must have this length. */
  default byte[] asBytes(String what, int length) {
    byte[] bytes = asBytes(what);
    if (bytes.length != length) {
      throw new IllegalArgumentException(
          what + ": expected " + length + " bytes, got " + bytes.length);
    }
    return bytes;
  }

  /** An unsigned integer of at most 256 bits without leading zeros. */
  default BigInteger asNumber(String what) {
    byte[] bytes = asBytes(what);
    if (bytes.length > 32 || (bytes.length > 0 && bytes[0] == 0)) {
      throw new IllegalArgumentException(
          what + ": expected a number of up to 32 bytes without leading zeros");
    }
    return new BigInteger(1, bytes);
  }

  /** An unsigned integer that fits a long. */
  default long asLong(String what) {
    BigInteger number = asNumber(what);
    if (number.bitLength() > 63) {
      throw new IllegalArgumentException(what + ": number above 2^63 - 1: " + number);
    }
    return number.longValue();
  }
}
