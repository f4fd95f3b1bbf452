package io.govchain.evm.abi;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.evm.encoding.Hex;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Encodes JSON values by ABI type. */
final class AbiEncoder {
  private AbiEncoder() {}

  /** The encoding of several values beside each other, as arguments of a call are. */
  static byte[] encode(List<AbiType> types, List<JsonNode> values, List<String> places) {
    List<byte[]> parts = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      parts.add(value(types.get(i), values.get(i), places.get(i)));
    }
    return join(types, parts);
  }

  private static byte[] join(List<AbiType> types, List<byte[]> parts) {
    int offset = types.stream().mapToInt(AbiType::headSize).sum();
    ByteArrayOutputStream heads = new ByteArrayOutputStream();
    ByteArrayOutputStream tails = new ByteArrayOutputStream();
    for (int i = 0; i < types.size(); i++) {
      if (types.get(i).isDynamic()) {
        heads.writeBytes(word(BigInteger.valueOf(offset + tails.size())));
        tails.writeBytes(parts.get(i));
      } else {
        heads.writeBytes(parts.get(i));
      }
    }
    heads.writeBytes(tails.toByteArray());
    return heads.toByteArray();
  }

  private static byte[] value(AbiType type, JsonNode value, String where) {
    return switch (type) {
      case AbiType.UnsignedInteger integer ->
          word(
              integer(
                  type, value, where, BigInteger.ZERO, BigInteger.ONE.shiftLeft(integer.bits())));
      case AbiType.SignedInteger integer -> {
        BigInteger limit = BigInteger.ONE.shiftLeft(integer.bits() - 1);
        yield word(integer(type, value, where, limit.negate(), limit));
      }
      case AbiType.Bool bool -> {
        if (!value.isBoolean()) {
          throw mismatch(type, value, where, "true or false");
        }
        yield word(value.booleanValue() ? BigInteger.ONE : BigInteger.ZERO);
      }
      case AbiType.Address address -> word(new BigInteger(1, bytes(type, value, where, 20)));
      case AbiType.FixedBytes fixed -> padded(bytes(type, value, where, fixed.size()));
      case AbiType.DynamicBytes bytes -> withLength(bytes(type, value, where, -1));
      case AbiType.Text text -> {
        if (!value.isTextual()) {
          throw mismatch(type, value, where, "text");
        }
        yield withLength(value.textValue().getBytes(StandardCharsets.UTF_8));
      }
      case AbiType.Array array -> array(array, value, where);
      case AbiType.Tuple tuple -> {
        if (!value.isArray() || value.size() != tuple.components().size()) {
          throw mismatch(type, value, where, "a list of " + tuple.components().size());
        }
        yield elements(tuple.components(), value, where);
      }
    };
  }

  private static byte[] array(AbiType.Array array, JsonNode value, String where) {
    if (!value.isArray()) {
      throw mismatch(array, value, where, "a list");
    }
    if (array.length().isPresent() && array.length().getAsInt() != value.size()) {
      throw mismatch(array, value, where, "a list of " + array.length().getAsInt());
    }
    List<AbiType> types = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      types.add(array.element());
    }
    byte[] body = elements(types, value, where);
    if (array.length().isPresent()) {
      return body;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(word(BigInteger.valueOf(value.size())));
    out.writeBytes(body);
    return out.toByteArray();
  }

  private static byte[] elements(List<AbiType> types, JsonNode value, String where) {
    List<byte[]> parts = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      parts.add(value(types.get(i), value.get(i), where + "[" + i + "]"));
    }
    return join(types, parts);
  }

  private static BigInteger integer(
      AbiType type, JsonNode value, String where, BigInteger min, BigInteger limit) {
    BigInteger number = null;
    if (value.isIntegralNumber()) {
      number = value.bigIntegerValue();
    } else if (value.isTextual() && value.textValue().matches("-?[0-9]{1,78}")) {
      number = new BigInteger(value.textValue());
    } else if (value.isTextual() && value.textValue().matches("0x[0-9a-fA-F]{1,64}")) {
      number = Hex.number(value.textValue());
    }
    if (number == null) {
      throw mismatch(type, value, where, "a whole number, or its decimal or 0x text");
    }
    if (number.compareTo(min) < 0 || number.compareTo(limit) >= 0) {
      throw mismatch(
          type, value, where, "a number from " + min + " to " + limit.subtract(BigInteger.ONE));
    }
    return number;
  }

  private static byte[] bytes(AbiType type, JsonNode value, String where, int size) {
    String expected = size < 0 ? "0x and hex digits" : "0x and " + 2 * size + " hex digits";
    if (!value.isTextual()) {
      throw mismatch(type, value, where, expected);
    }
    try {
      byte[] bytes = Hex.bytes(value.textValue());
      if (size < 0 || bytes.length == size) {
        return bytes;
      }
    } catch (IllegalArgumentException notHex) {
      throw mismatch(type, value, where, expected);
    }
    throw mismatch(type, value, where, expected);
  }

  private static byte[] withLength(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(word(BigInteger.valueOf(bytes.length)));
    out.writeBytes(padded(bytes));
    return out.toByteArray();
  }

  private static byte[] padded(byte[] bytes) {
    byte[] result = new byte[(bytes.length + 31) / 32 * 32];
    System.arraycopy(bytes, 0, result, 0, bytes.length);
    return result;
  }

  private static byte[] word(BigInteger number) {
    byte[] word = new byte[32];
    if (number.signum() < 0) {
      Arrays.fill(word, (byte) 0xff);
    }
    byte[] bytes = number.toByteArray();
    int skip = Math.max(0, bytes.length - 32);
    System.arraycopy(bytes, skip, word, 32 - bytes.length + skip, bytes.length - skip);
    return word;
  }

  private static AbiException mismatch(
      AbiType type, JsonNode value, String where, String expected) {
    return new AbiException(
        where, type.canonical() + " as " + expected, AbiException.brief(value.toString()));
  }
}
