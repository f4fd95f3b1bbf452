package io.govchain.amdp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Reads the members of one JSON object by name and type; {@link #end} refuses whatever was not
 * asked for.
 */
final class Fields {

  private final AmdpError code;
  private final String where;
  private final JsonNode object;
  private final Set<String> asked = new HashSet<>();

  Fields(AmdpError code, String where, JsonNode object) {
    this.code = code;
    this.where = where;
    this.object = object;
    if (!object.isObject()) {
      throw new AmdpException(code, where, "an object", kind(object));
    }
  }

  static Fields of(String where, JsonNode object) {
    return new Fields(AmdpError.MESSAGE_MALFORMED, where, object);
  }

  boolean has(String name) {
    return object.has(name);
  }

  String text(String name) {
    JsonNode node = any(name);
    if (!node.isTextual()) {
      throw wrong(name, "a string", kind(node));
    }
    return node.textValue();
  }

  long integer(String name) {
    JsonNode node = any(name);
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw wrong(name, "an integer", node.isNumber() ? node.asText() : kind(node));
    }
    return node.longValue();
  }

  int small(String name) {
    long value = integer(name);
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw wrong(name, "0 to " + Integer.MAX_VALUE, Long.toString(value));
    }
    return (int) value;
  }

  <E extends Enum<E> & WireName> E named(Class<E> type, String name) {
    return Shape.named(type, at(name), text(name));
  }

  /** A member that must be there and may be null. */
  Optional<String> nullableText(String name) {
    return any(name).isNull() ? Optional.empty() : Optional.of(text(name));
  }

  /** A member that must be there and may be null. */
  Optional<JsonNode> nullable(String name) {
    JsonNode node = any(name);
    return node.isNull() ? Optional.empty() : Optional.of(node);
  }

  Fields object(String name) {
    return new Fields(code, at(name), any(name));
  }

  JsonNode any(String name) {
    asked.add(name);
    JsonNode node = object.get(name);
    if (node == null) {
      throw wrong(name, "a value", "none");
    }
    return node;
  }

  <T> List<T> list(String name, int maxSize, BiFunction<String, JsonNode, T> element) {
    JsonNode node = any(name);
    if (!node.isArray()) {
      throw wrong(name, "an array", kind(node));
    }
    if (node.size() > maxSize) {
      throw wrong(name, "at most " + maxSize + " elements", node.size() + " elements");
    }
    return IntStream.range(0, node.size())
        .mapToObj(i -> element.apply(at(name) + "[" + i + "]", node.get(i)))
        .toList();
  }

  List<String> texts(String name, int maxSize) {
    return list(
        name,
        maxSize,
        (place, node) -> {
          if (!node.isTextual()) {
            throw new AmdpException(code, place, "a string", kind(node));
          }
          return node.textValue();
        });
  }

  /** Refuses unknown members. */
  void end() {
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!asked.contains(name)) {
        throw new AmdpException(
            code,
            where,
            "no member but " + String.join(", ", asked.stream().sorted().toList()),
            name);
      }
    }
  }

  String at(String name) {
    return where.isEmpty() ? name : where + "." + name;
  }

  private AmdpException wrong(String name, String expected, String actual) {
    return new AmdpException(code, at(name), expected, actual);
  }

  private static String kind(JsonNode node) {
    return node.isNull() ? "null" : "a JSON " + node.getNodeType().name().toLowerCase(Locale.ROOT);
  }
}
