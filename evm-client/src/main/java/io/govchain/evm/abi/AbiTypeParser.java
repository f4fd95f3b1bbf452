package io.govchain.evm.abi;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Reads canonical type names. Bounded, since signatures come from registries that others write to.
 */
final class AbiTypeParser {
  static final int MAX_TEXT = 2048;
  private static final int MAX_DEPTH = 8;
  private static final int MAX_HEAD_BYTES = 32 * 1024;

  private final String text;
  private int position;

  private AbiTypeParser(String text) {
    this.text = text;
    if (text.length() > MAX_TEXT) {
      throw new AbiException(
          "ABI type", "at most " + MAX_TEXT + " characters", text.length() + " characters");
    }
  }

  static AbiType type(String text) {
    AbiTypeParser parser = new AbiTypeParser(text);
    AbiType type = parser.next(0);
    parser.end();
    return type;
  }

  /**
   * Reads {@code (T1,T2)} or {@code ()} as a list of types, starting at an offset; returns where it
   * ended.
   */
  static int list(String text, int start, List<AbiType> target) {
    AbiTypeParser parser = new AbiTypeParser(text);
    parser.position = start;
    parser.components(target, 0, true);
    return parser.position;
  }

  private AbiType next(int depth) {
    if (depth > MAX_DEPTH) {
      throw refused("types nested at most " + MAX_DEPTH + " deep");
    }
    AbiType type;
    if (peek('(')) {
      List<AbiType> components = new ArrayList<>();
      components(components, depth, false);
      type = new AbiType.Tuple(components);
    } else {
      type = elementary(word());
    }
    int arrays = 0;
    while (peek('[')) {
      if (++arrays + depth > MAX_DEPTH) {
        throw refused("types nested at most " + MAX_DEPTH + " deep");
      }
      type = array(type);
    }
    return type;
  }

  private AbiType array(AbiType element) {
    position++;
    int start = position;
    while (position < text.length() && Character.isDigit(text.charAt(position))) {
      position++;
    }
    String digits = text.substring(start, position);
    expect(']');
    if (digits.isEmpty()) {
      return new AbiType.Array(element, OptionalInt.empty());
    }
    if (digits.length() > 4 || digits.startsWith("0")) {
      throw refused("an array length from 1 to 9999");
    }
    AbiType array = new AbiType.Array(element, OptionalInt.of(Integer.parseInt(digits)));
    if ((long) element.headSize() * Integer.parseInt(digits) > MAX_HEAD_BYTES) {
      throw refused("fixed arrays of at most " + MAX_HEAD_BYTES + " bytes");
    }
    return array;
  }

  private void components(List<AbiType> target, int depth, boolean mayBeEmpty) {
    expect('(');
    if (mayBeEmpty && peek(')')) {
      position++;
      return;
    }
    do {
      target.add(next(depth + 1));
    } while (accept(','));
    expect(')');
  }

  private AbiType elementary(String name) {
    return switch (name) {
      case "bool" -> new AbiType.Bool();
      case "address" -> new AbiType.Address();
      case "string" -> new AbiType.Text();
      case "bytes" -> new AbiType.DynamicBytes();
      default -> {
        if (name.startsWith("uint")) {
          yield new AbiType.UnsignedInteger(bits(name, 4));
        }
        if (name.startsWith("int")) {
          yield new AbiType.SignedInteger(bits(name, 3));
        }
        if (name.startsWith("bytes")) {
          yield new AbiType.FixedBytes(number(name, 5, 32));
        }
        throw unknown(name);
      }
    };
  }

  private int bits(String name, int prefix) {
    int bits = number(name, prefix, 256);
    if (bits % 8 != 0) {
      throw unknown(name);
    }
    return bits;
  }

  private int number(String name, int prefix, int max) {
    String digits = name.substring(prefix);
    if (!digits.matches("[1-9][0-9]{0,2}") || Integer.parseInt(digits) > max) {
      throw unknown(name);
    }
    return Integer.parseInt(digits);
  }

  private String word() {
    int start = position;
    while (position < text.length() && Character.isLetterOrDigit(text.charAt(position))) {
      position++;
    }
    return text.substring(start, position);
  }

  private boolean peek(char c) {
    return position < text.length() && text.charAt(position) == c;
  }

  private boolean accept(char c) {
    if (peek(c)) {
      position++;
      return true;
    }
    return false;
  }

  private void expect(char c) {
    if (!accept(c)) {
      throw refused("'" + c + "' at offset " + position);
    }
  }

  private void end() {
    if (position != text.length()) {
      throw refused("the end at offset " + position);
    }
  }

  private AbiException unknown(String name) {
    return refused(
        "a canonical type at offset "
            + (position - name.length())
            + " (uint8..uint256, int8..int256, address, bool, string, bytes, bytes1..bytes32)");
  }

  private AbiException refused(String expected) {
    return new AbiException("ABI type", expected, "'" + AbiException.brief(text) + "'");
  }
}
