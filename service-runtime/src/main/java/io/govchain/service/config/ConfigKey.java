package io.govchain.service.config;

import java.util.Locale;

/** A key's dotted path and the environment variable that overrides it. */
record ConfigKey(String path, String variable) {
  static ConfigKey root() {
    return new ConfigKey("", "GOVCHAIN");
  }

  ConfigKey child(String name) {
    return new ConfigKey(
        path.isEmpty() ? name : path + "." + name, variable + "_" + upperSnake(name));
  }

  ConfigKey item(int index) {
    return new ConfigKey(path + "[" + index + "]", variable);
  }

  static String upperSnake(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
  }

  /** {@code PASSWORD_FILE} to {@code passwordFile}. */
  static String lowerCamel(String variable) {
    StringBuilder name = new StringBuilder();
    for (String word : variable.split("_", -1)) {
      String lower = word.toLowerCase(Locale.ROOT);
      name.append(
          name.isEmpty() || lower.isEmpty()
              ? lower
              : Character.toUpperCase(lower.charAt(0)) + lower.substring(1));
    }
    return name.toString();
  }
}
