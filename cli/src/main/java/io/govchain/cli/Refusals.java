package io.govchain.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.evm.EvmException;
import io.govchain.evm.abi.NamedValue;
import io.govchain.evm.abi.RevertReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * What a contract's refusal means for people: the sentences that the console's page has, too, where
 * they do not speak of the page.
 */
final class Refusals {
  private static final String RESOURCE = "refusals.json";
  private static final Map<String, String> SENTENCES = read();

  private Refusals() {}

  /** The error with its values, then the sentence for it. */
  static String words(EvmException.CallReverted refused) {
    String sentence = SENTENCES.get(refused.reason().name());
    return sentence == null
        ? refused.getMessage()
        : refused.getMessage() + ": " + filled(sentence, refused.reason());
  }

  /** By error. */
  static Map<String, String> sentences() {
    return SENTENCES;
  }

  private static String filled(String sentence, RevertReason reason) {
    String filled = sentence;
    for (NamedValue value : reason.arguments()) {
      filled = filled.replace("{" + value.name() + "}", value.value());
    }
    return filled;
  }

  private static Map<String, String> read() {
    try (InputStream in = Refusals.class.getResourceAsStream(RESOURCE)) {
      return Map.copyOf(new ObjectMapper().readValue(in, new TypeReference<>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
