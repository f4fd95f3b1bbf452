package io.govchain.service.config;

import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values as problems tell them. Of an address only where it leads: user, path and query may hold a
 * secret.
 */
final class ShownValue {
  private static final Pattern ADDRESS =
      Pattern.compile("((?:[A-Za-z][A-Za-z0-9+.-]*:)?(?://)?)(?:[^?#]*@)?([^/?#]*)(.*)");

  private ShownValue() {}

  /** The text of an address, whether it is a good one or not. */
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
        text.append(value instanceof URI uri ? ofAddress(uri.toString()) : value);
      }
    }
    return text.toString();
  }
}
