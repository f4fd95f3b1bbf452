package io.govchain.adapter;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The settings of one adapter as the operator wrote them.
 *
 * @param directory where the configuration file lies; relative paths are relative to it
 * @param values name to value
 */
public record AdapterSettings(Path directory, Map<String, String> values) {

  /** Copies the values, so that they never change afterwards. */
  public AdapterSettings {
    values = Map.copyOf(values);
  }

  /**
   * The value of a setting that must be there.
   *
   * @throws AdapterSettingsException when it is missing or blank
   */
  public String required(String name) {
    return optional(name)
        .orElseThrow(
            () -> new AdapterSettingsException(name, "a value", "nothing", "setting is missing"));
  }

  /** The value of a setting, or empty when it is missing or blank. */
  public Optional<String> optional(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
  }

  /**
   * A file or directory that must be named.
   *
   * @throws AdapterSettingsException when the setting is missing
   */
  public Path requiredPath(String name) {
    return directory.resolve(required(name));
  }

  /**
   * Refuses settings that the adapter does not know, so that a typing error is not silently
   * ignored.
   *
   * @throws AdapterSettingsException naming the first unknown setting and the known ones
   */
  public void allowOnly(Set<String> known) {
    for (String name : new TreeSet<>(values.keySet())) {
      if (!known.contains(name)) {
        throw new AdapterSettingsException(
            name, "one of " + new TreeSet<>(known), name, "unknown setting");
      }
    }
  }
}
