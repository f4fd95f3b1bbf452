package io.govchain.service.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads a service's YAML file into a record.
 *
 * <p>Keys are the record's components; nested records are nested sections; {@code Optional}
 * components may be absent; {@link Default} gives others a value. A scalar or list key can be
 * overridden by the environment variable {@code GOVCHAIN_<PATH_IN_UPPER_SNAKE>}: {@code
 * key.passwordFile} by {@code GOVCHAIN_KEY_PASSWORD_FILE}; lists are separated by commas. Relative
 * paths are relative to the file's folder. Unknown and repeated keys are refused.
 *
 * <p>Types: String, int, long, boolean, Path, URI, Duration ({@code 500ms}, {@code 10s}, {@code
 * 5m}, {@code 1h} or ISO-8601), enums, records, {@code List}, {@code Map<String, String>}, {@code
 * Optional}, and any class with a public static {@code parse(String)} that throws
 * IllegalArgumentException. The same exception from a record's constructor is reported for its
 * section.
 */
public final class ConfigLoader {
  private static final long MAX_FILE_BYTES = 1 << 20;

  private ConfigLoader() {}

  /** Loads with the overrides of this process's environment. */
  public static <T extends Record> T load(Path file, Class<T> type) {
    return load(file, type, System.getenv());
  }

  /**
   * Loads with the given environment.
   *
   * @throws ConfigException naming every key that is wrong, with what was expected and what came
   */
  public static <T extends Record> T load(
      Path file, Class<T> type, Map<String, String> environment) {
    Path absolute = file.toAbsolutePath().normalize();
    JsonNode root = read(absolute);
    List<ConfigProblem> problems = new ArrayList<>();
    RecordBinder binder = new RecordBinder(absolute.getParent(), environment, problems);
    Object value = binder.bind(type, root, ConfigKey.root());
    if (!problems.isEmpty()) {
      throw new ConfigException(absolute, problems);
    }
    return type.cast(value);
  }

  private static JsonNode read(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw failure(file, "a readable file", "nothing there");
      }
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw failure(file, "at most " + MAX_FILE_BYTES + " bytes", Files.size(file) + " bytes");
      }
      JsonNode root = YamlTree.read(Files.readAllBytes(file));
      if (!(root instanceof ObjectNode)) {
        throw failure(file, "a mapping of keys to values", RecordBinder.describe(root));
      }
      return root;
    } catch (JsonProcessingException malformed) {
      String where =
          malformed.getLocation() == null
              ? ""
              : " at line "
                  + malformed.getLocation().getLineNr()
                  + ", column "
                  + malformed.getLocation().getColumnNr();
      throw failure(file, "YAML", malformed.getOriginalMessage().strip() + where);
    } catch (IOException unreadable) {
      throw failure(file, "a readable file", unreadable.toString());
    }
  }

  private static ConfigException failure(Path file, String expected, String actual) {
    return new ConfigException(file, List.of(new ConfigProblem("", "", expected, actual)));
  }
}
