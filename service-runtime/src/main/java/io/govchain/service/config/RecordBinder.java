package io.govchain.service.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Binds a YAML tree to a record by its components, collecting every problem on the way. */
final class RecordBinder {
  private final Map<String, String> environment;
  private final List<ConfigProblem> problems;
  private final ScalarReader scalars;

  RecordBinder(Path directory, Map<String, String> environment, List<ConfigProblem> problems) {
    this.environment = environment;
    this.problems = problems;
    this.scalars = new ScalarReader(directory);
  }

  /** Returns null when a problem was found within the section. */
  Object bind(Class<?> type, JsonNode section, ConfigKey key) {
    int before = problems.size();
    RecordComponent[] components = type.getRecordComponents();
    refuseUnknownKeys(components, section, key);
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      RecordComponent component = components[i];
      Default fallback = component.getAnnotation(Default.class);
      values[i] =
          value(
              component.getGenericType(),
              section.path(component.getName()),
              key.child(component.getName()),
              fallback == null ? Optional.empty() : Optional.of(fallback.value()));
    }
    return problems.size() == before ? construct(type, components, values, key) : null;
  }

  private void refuseUnknownKeys(RecordComponent[] components, JsonNode section, ConfigKey key) {
    List<String> known = Arrays.stream(components).map(RecordComponent::getName).toList();
    for (Iterator<String> names = section.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        String actual = "an unknown key (did you mean '" + NearestKey.to(name, known) + "'?)";
        report(key.child(name), "", "one of " + String.join(", ", known), actual);
      }
    }
  }

  private Object value(Type type, JsonNode node, ConfigKey key, Optional<String> fallback) {
    if (type instanceof ParameterizedType generic) {
      Type argument = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == Optional.class) {
        boolean absent = absent(node) && !overridden(key.variable());
        return absent
            ? Optional.empty()
            : Optional.ofNullable(value(argument, node, key, fallback));
      }
      if (generic.getRawType() == List.class) {
        return list(argument, node, key);
      }
      if (generic.getRawType() == Map.class) {
        return textMap(node, key);
      }
    }
    Class<?> plain = (Class<?>) type;
    return plain.isRecord() && !scalars.parses(plain)
        ? section(plain, node, key)
        : scalar(plain, node, key, fallback);
  }

  /** An absent section is an empty one, so that what is missing in it is named key by key. */
  private Object section(Class<?> type, JsonNode node, ConfigKey key) {
    if (!absent(node) && !node.isObject()) {
      return report(key, "", "a section with keys", describe(node));
    }
    return bind(type, absent(node) ? JsonNodeFactory.instance.objectNode() : node, key);
  }

  private Object scalar(Class<?> type, JsonNode node, ConfigKey key, Optional<String> fallback) {
    String override = environment.get(key.variable());
    if (override != null) {
      return read(type, TextNode.valueOf(override), key, key.variable());
    }
    if (!absent(node)) {
      return read(type, node, key, "");
    }
    return fallback.isPresent()
        ? read(type, TextNode.valueOf(fallback.get()), key, "")
        : report(key, "", scalars.expectation(type), "nothing (the key is missing)");
  }

  private Object read(Class<?> type, JsonNode node, ConfigKey key, String source) {
    if (node.isContainerNode()) {
      return report(key, source, scalars.expectation(type), describe(node));
    }
    try {
      return scalars.read(type, node.asText());
    } catch (IllegalArgumentException refused) {
      String actual =
          type == URI.class ? "'" + ShownValue.ofAddress(node.asText()) + "'" : describe(node);
      return report(key, source, refused.getMessage(), actual);
    }
  }

  private Object list(Type item, JsonNode node, ConfigKey key) {
    List<Object> values = new ArrayList<>();
    String override = environment.get(key.variable());
    if (override != null) {
      for (String text : override.isBlank() ? new String[0] : override.split(",", -1)) {
        values.add(read((Class<?>) item, TextNode.valueOf(text.strip()), key, key.variable()));
      }
    } else if (!absent(node)) {
      if (!node.isArray()) {
        return report(key, "", "a list", describe(node));
      }
      for (int i = 0; i < node.size(); i++) {
        ConfigKey at = key.item(i);
        Class<?> type = (Class<?>) item;
        boolean nested = type.isRecord() && !scalars.parses(type);
        values.add(nested ? section(type, node.get(i), at) : read(type, node.get(i), at, ""));
      }
    }
    // A refused item is null here; its problem is reported and the list is never used.
    return values.contains(null) ? List.of() : List.copyOf(values);
  }

  private Object textMap(JsonNode node, ConfigKey key) {
    if (!absent(node) && !node.isObject()) {
      return report(key, "", "a section with keys", describe(node));
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (entry.getValue().isContainerNode()) {
        report(key.child(entry.getKey()), "", "a text", describe(entry.getValue()));
      } else {
        values.put(entry.getKey(), entry.getValue().asText());
      }
    }
    String prefix = key.variable() + "_";
    environment.forEach(
        (variable, text) -> {
          if (variable.startsWith(prefix)) {
            values.put(ConfigKey.lowerCamel(variable.substring(prefix.length())), text);
          }
        });
    return Map.copyOf(values);
  }

  private Object construct(
      Class<?> type, RecordComponent[] components, Object[] values, ConfigKey key) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof IllegalArgumentException refused) {
        String actual = ShownValue.ofSection(components, values);
        return report(key, "", refused.getMessage(), actual);
      }
      throw new IllegalStateException(type + " failed in its constructor", thrown.getCause());
    } catch (ReflectiveOperationException defect) {
      throw new IllegalStateException(type + " cannot be constructed", defect);
    }
  }

  private boolean overridden(String variable) {
    return environment.keySet().stream()
        .anyMatch(name -> name.equals(variable) || name.startsWith(variable + "_"));
  }

  private Object report(ConfigKey key, String source, String expected, String actual) {
    problems.add(new ConfigProblem(key.path(), source, expected, actual));
    return null;
  }

  private static boolean absent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  static String describe(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> "a section";
      case ARRAY -> "a list";
      case NULL, MISSING -> "nothing";
      case STRING -> "'" + node.asText() + "'";
      case BINARY, BOOLEAN, NUMBER, POJO -> node.asText();
    };
  }
}
