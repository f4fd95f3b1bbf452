package io.govchain.service.config;

import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values as problems tell them. Of an address only where it leads: user, path and query may hold a
 * secret.
 */
final class ShownValue {
  private static final Pattern ADDRESS =
      Pattern.compile("((?:[A-Za-z][A-Za-z0-9+.-]*:)?(?://)?)(?:[^?#]*@)?([^/?#]*)([^@]*)");

  private ShownValue() {}

  /** The text of an address, whether it is a good one or not; nothing where that cannot be told. */
  static String ofAddress(String text) {
    Matcher matcher = ADDRESS.matcher(text);
    if (!matcher.matches()) {
      return "...";
    }
    return matcher.group(1) + matcher.group(2) + (matcher.group(3).isEmpty() ? "" : "/...");
  }

  /** What a section says, key by key, without what is left out. */
  static String ofSection(RecordComponent[] components, Object[] values) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < components.length; i++) {
      Object value = values[i] instanceof Optional<?> some ? some.orElse(null) : values[i];
      if (value != null) {
        text.append(text.isEmpty() ? "" : ", ").append(components[i].getName()).append(' ');
        text.append(shown(value));
      }
    }
    return text.toString();
  }

  private static String shown(Object value) {
    if (value instanceof Collection<?> items) {
      return items.stream().map(ShownValue::shown).toList().toString();
    }
    String text = value.toString();
    return value instanceof URI || text.contains("://") ? ofAddress(text) : text;
  }
}
