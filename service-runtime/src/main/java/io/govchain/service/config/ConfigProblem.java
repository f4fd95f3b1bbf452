package io.govchain.service.config;

/**
 * What is wrong with one configuration key.
 *
 * @param key dotted path such as {@code tls.certificate}, empty for the file as a whole
 * @param source the environment variable the value came from, empty when it came from the file
 */
public record ConfigProblem(String key, String source, String expected, String actual) {
  @Override
  public String toString() {
    return (key.isEmpty() ? "" : "key '" + key + "': ")
        + "expected "
        + expected
        + ", actual "
        + actual
        + (source.isEmpty() ? "" : " (from environment variable " + source + ")");
  }
}
