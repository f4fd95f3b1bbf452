package io.govchain.evm.abi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.govchain.evm.encoding.Hex;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Decodes ABI data to JSON. The data is not trusted: offsets and lengths are checked against what
 * is there, and the number of decoded values is bounded, since overlapping offsets can make a small
 * input stand for an enormous value.
 *
 * <p>Integers of up to 48 bits become JSON numbers and wider ones decimal text, by type and not by
 * value, because many JSON readers keep only 53 bits.
 */
final class AbiDecoder {
  private static final int MAX_VALUES = 100_000;
  private static final long MAX_TOTAL_BYTES = 8L * 1024 * 1024;
  private static final int JSON_NUMBER_BITS = 48;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final byte[] data;
  private final String where;
  private int values;
  private long bytes;

  AbiDecoder(byte[] data, String where) {
    this.data = data;
    this.where = where;
  }

  /** The values at the start of the data; what follows them is ignored, as the EVM does. */
  ArrayNode decode(List<AbiType> types) {
    return elements(types, 0);
  }

  private ArrayNode elements(List<AbiType> types, int base) {
    ArrayNode result = JSON.arrayNode();
    int head = base;
    for (AbiType type : types) {
      int at = type.isDynamic() ? base + size(head, "offset", data.length - base) : head;
      result.add(value(type, at));
      head += type.headSize();
    }
    return result;
  }

  private JsonNode value(AbiType type, int at) {
    if (++values > MAX_VALUES) {
      throw refused("at most " + MAX_VALUES + " values", "more");
    }
    return switch (type) {
      case AbiType.UnsignedInteger integer -> {
        BigInteger number = new BigInteger(1, word(at));
        if (number.bitLength() > integer.bits()) {
          throw refused(type.canonical() + " at byte " + at, number.toString());
        }
        yield number(number, integer.bits());
      }
      case AbiType.SignedInteger integer -> {
        BigInteger number = new BigInteger(word(at));
        if (number.bitLength() >= integer.bits()) {
          throw refused(type.canonical() + " at byte " + at, number.toString());
        }
        yield number(number, integer.bits());
      }
      case AbiType.Bool bool -> {
        BigInteger number = new BigInteger(1, word(at));
        if (number.bitLength() > 1) {
          throw refused("bool at byte " + at, number.toString());
        }
        yield JSON.booleanNode(number.signum() > 0);
      }
      case AbiType.Address address -> {
        byte[] word = word(at);
        if (!isZero(word, 0, 12)) {
          throw refused("address at byte " + at, Hex.of(word));
        }
        yield JSON.textNode(Hex.of(Arrays.copyOfRange(word, 12, 32)));
      }
      case AbiType.FixedBytes fixed -> {
        byte[] word = word(at);
        if (!isZero(word, fixed.size(), 32)) {
          throw refused(type.canonical() + " at byte " + at, Hex.of(word));
        }
        yield JSON.textNode(Hex.of(Arrays.copyOf(word, fixed.size())));
      }
      case AbiType.DynamicBytes dynamic -> JSON.textNode(Hex.of(bytes(at)));
      case AbiType.Text text -> JSON.textNode(text(bytes(at), at));
      case AbiType.Array array -> array(array, at);
      case AbiType.Tuple tuple -> elements(tuple.components(), at);
    };
  }

  private ArrayNode array(AbiType.Array array, int at) {
    if (array.length().isPresent()) {
      return elements(Collections.nCopies(array.length().getAsInt(), array.element()), at);
    }
    int room = data.length - at - 32;
    int length = size(at, "array length", Math.max(0, room) / array.element().headSize());
    return elements(Collections.nCopies(length, array.element()), at + 32);
  }

  private byte[] bytes(int at) {
    int length = size(at, "length", data.length - at - 32);
    bytes += length;
    if (bytes > MAX_TOTAL_BYTES) {
      throw refused("at most " + MAX_TOTAL_BYTES + " bytes in all", "more");
    }
    return Arrays.copyOfRange(data, at + 32, at + 32 + length);
  }

  private String text(byte[] utf8, int at) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw refused("UTF-8 text at byte " + at, AbiException.brief(Hex.of(utf8)));
    }
  }

  private int size(int at, String what, int limit) {
    BigInteger number = new BigInteger(1, word(at));
    if (number.bitLength() > 31 || number.intValue() > limit) {
      throw refused(what + " of at most " + limit + " at byte " + at, number.toString());
    }
    return number.intValue();
  }

  private byte[] word(int at) {
    if (at < 0 || at > data.length - 32) {
      throw refused("32 bytes at byte " + at, data.length + " bytes of data");
    }
    return Arrays.copyOfRange(data, at, at + 32);
  }

  private static JsonNode number(BigInteger number, int bits) {
    if (bits > JSON_NUMBER_BITS) {
      return JSON.textNode(number.toString());
    }
    return number.bitLength() < 32
        ? JSON.numberNode(number.intValue())
        : JSON.numberNode(number.longValue());
  }

  private static boolean isZero(byte[] word, int from, int to) {
    for (int i = from; i < to; i++) {
      if (word[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private AbiException refused(String expected, String actual) {
    return new AbiException(where, expected, actual);
  }
}
