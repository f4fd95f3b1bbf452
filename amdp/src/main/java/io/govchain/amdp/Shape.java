package io.govchain.amdp;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The shapes that values of the protocol must have, checked in one place for what is sent and what
 * is received.
 */
final class Shape {

  static final int MAX_STEPS = 8;
  static final long MAX_TIME = (1L << 40) - 1;
  static final long MAX_SEQUENCE = (1L << 53) - 1;

  private static final String CODE = "[a-z0-9][a-z0-9-]{0,31}";
  private static final Pattern PATH = Pattern.compile(CODE + "/" + CODE);
  private static final Pattern MESSAGE_ID = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern ERROR_CODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final Pattern FUNCTION =
      Pattern.compile("[A-Za-z_$][A-Za-z0-9_$.:-]{0,63}(\\([A-Za-z0-9_,()\\[\\]]*\\))?");
  private static final Pattern REFERENCE = Pattern.compile("[\\x21-\\x7e]{1,128}");
  private static final Pattern REQUEST = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

  private Shape() {}

  static String path(String where, String value) {
    return matching(PATH, where, "a path such as registry/notary-app", value);
  }

  static String hash(String where, String value) {
    return hex(where, value, 64);
  }

  static String publicKey(String where, String value) {
    return hex(where, value, 128);
  }

  static String messageId(String where, String value) {
    return matching(MESSAGE_ID, where, "32 lower-case hex digits", value);
  }

  static String errorCode(String where, String value) {
    return matching(ERROR_CODE, where, "an error code such as plan-invalid", value);
  }

  static String function(String where, String value) {
    text(where, value, 512);
    return matching(FUNCTION, where, "a signature such as store(bytes32,string)", value);
  }

  /** A contract address or transaction hash of any kind of chain. */
  static String reference(String where, String value) {
    return matching(REFERENCE, where, "1 to 128 printable ASCII characters without spaces", value);
  }

  static String request(String where, String value) {
    return matching(REQUEST, where, "1 to 64 of A-Z a-z 0-9 . _ : -", value);
  }

  static String text(String where, String value, int maxLength) {
    if (value.length() > maxLength) {
      throw malformed(
          where, "at most " + maxLength + " characters", value.length() + " characters");
    }
    if (!isUnicode(value)) {
      throw malformed(where, "well-formed Unicode", "an unpaired surrogate");
    }
    return value;
  }

  /** Whether every surrogate has its other half, so that the text has a UTF-8 form. */
  static boolean isUnicode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        boolean pair =
            i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  static long range(String where, long value, long min, long max) {
    if (value < min || value > max) {
      throw malformed(where, min + " to " + max, Long.toString(value));
    }
    return value;
  }

  static <T> List<T> size(String where, List<T> list, int min, int max) {
    if (list.size() < min || list.size() > max) {
      throw malformed(where, min + " to " + max + " elements", list.size() + " elements");
    }
    return List.copyOf(list);
  }

  static <E extends Enum<E> & WireName> E named(Class<E> type, String where, String value) {
    for (E constant : type.getEnumConstants()) {
      if (constant.wire().equals(value)) {
        return constant;
      }
    }
    String allowed =
        Arrays.stream(type.getEnumConstants())
            .map(WireName::wire)
            .collect(Collectors.joining(", "));
    throw malformed(where, "one of " + allowed, value);
  }

  static AmdpException malformed(String where, String expected, String actual) {
    return new AmdpException(AmdpError.MESSAGE_MALFORMED, where, expected, actual);
  }

  /** By hand, since a plan holds dozens of them. */
  private static String hex(String where, String value, int digits) {
    boolean sound = value.length() == 2 + digits && value.startsWith("0x");
    for (int i = 2; sound && i < value.length(); i++) {
      char digit = value.charAt(i);
      sound = digit >= '0' && digit <= '9' || digit >= 'a' && digit <= 'f';
    }
    if (!sound) {
      throw malformed(
          where,
          "0x and %d lower-case hex digits".formatted(digits),
          value.isEmpty() ? "an empty text" : value);
    }
    return value;
  }

  private static String matching(Pattern pattern, String where, String expected, String value) {
    if (!pattern.matcher(value).matches()) {
      throw malformed(where, expected, value.isEmpty() ? "an empty text" : value);
    }
    return value;
  }
}
