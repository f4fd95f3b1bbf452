package io.govchain.console.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

/**
 * How the console writes its records as JSON: what is absent is left out, and whole numbers that a
 * browser would round are strings of their digits.
 */
public final class ConsoleJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(ExactNumbers.written())
          .nodeFactory(ExactNumbers.read())
          // So that all of them come by the factory, those of rows of an older build, too.
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
          .build();

  private ConsoleJson() {}

  /** The one mapper; thread-safe. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }
}
