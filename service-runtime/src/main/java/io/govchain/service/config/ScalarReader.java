package io.govchain.service.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the text of one value into its type; refusals say what was expected. */
final class ScalarReader {
  private static final Pattern SHORT_DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private final Path directory;

  ScalarReader(Path directory) {
    this.directory = directory;
  }

  Object read(Class<?> type, String text) {
    if (type == String.class) {
      return require(!text.isBlank(), type, text);
    }
    if (type == boolean.class || type == Boolean.class) {
      require(text.equals("true") || text.equals("false"), type, text);
      return text.equals("true");
    }
    if (type == int.class || type == long.class) {
      return number(type, text);
    }
    if (type == Path.class) {
      return path(text);
    }
    if (type == URI.class) {
      return uri(text);
    }
    if (type == Duration.class) {
      return duration(text);
    }
    return type.isEnum() ? constant(type, text) : parse(type, text);
  }

  String expectation(Class<?> type) {
    if (type == String.class) {
      return "a text";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type == int.class || type == long.class) {
      return "a whole number";
    }
    if (type == Path.class) {
      return "a path";
    }
    if (type == URI.class) {
      return "a URI such as http://127.0.0.1:8545";
    }
    if (type == Duration.class) {
      return "a duration such as 500ms, 10s or 5m";
    }
    return type.isEnum() ? "one of " + constants(type) : "a " + type.getSimpleName();
  }

  /** Whether the type reads itself from text. */
  boolean parses(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .anyMatch(m -> m.getName().equals("parse") && m.getReturnType() == type);
  }

  private Object number(Class<?> type, String text) {
    try {
      return type == int.class ? (Object) Integer.valueOf(text) : (Object) Long.valueOf(text);
    } catch (NumberFormatException refused) {
      throw new IllegalArgumentException(expectation(type), refused);
    }
  }

  private Path path(String text) {
    try {
      require(!text.isBlank(), Path.class, text);
      return directory.resolve(text).normalize();
    } catch (InvalidPathException refused) {
      throw new IllegalArgumentException(expectation(Path.class), refused);
    }
  }

  private URI uri(String text) {
    try {
      URI uri = new URI(text);
      require(uri.getScheme() != null && uri.getHost() != null, URI.class, text);
      return uri;
    } catch (URISyntaxException refused) {
      throw new IllegalArgumentException(expectation(URI.class), refused);
    }
  }

  private Duration duration(String text) {
    Matcher matcher = SHORT_DURATION.matcher(text);
    if (matcher.matches()) {
      long amount = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "ms" -> Duration.ofMillis(amount);
        case "s" -> Duration.ofSeconds(amount);
        case "m" -> Duration.ofMinutes(amount);
        case "h" -> Duration.ofHours(amount);
        default -> Duration.ofDays(amount);
      };
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException refused) {
      throw new IllegalArgumentException(expectation(Duration.class), refused);
    }
  }

  private Object constant(Class<?> type, String text) {
    String wanted = text.replace('-', '_');
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equalsIgnoreCase(wanted)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(expectation(type));
  }

  private static String constants(Class<?> type) {
    return String.join(
        ", ",
        Arrays.stream(type.getEnumConstants())
            .map(c -> ((Enum<?>) c).name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .toList());
  }

  private Object parse(Class<?> type, String text) {
    try {
      Method parse = type.getMethod("parse", String.class);
      return parse.invoke(null, text);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof IllegalArgumentException refused) {
        throw refused;
      }
      throw new IllegalStateException(type + ".parse failed", thrown.getCause());
    } catch (ReflectiveOperationException defect) {
      throw new IllegalStateException(type + " is not a type that configuration can hold", defect);
    }
  }

  private Object require(boolean condition, Class<?> type, String text) {
    if (!condition) {
      throw new IllegalArgumentException(expectation(type));
    }
    return text;
  }
}
