package io.govchain.evm;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers to requests of one kind, read straight from their text: no tree of nodes is built of what
 * may be megabytes. The bounds of size and depth are those of every answer.
 */
final class StreamedAnswers<T> {
  private final int expected;
  private final Reader<T> reader;
  private final Function<JsonNode, EvmException> failures;
  private final List<Answer<T>> answers;

  /** Reads a result; called at its first token, and leaves at its last. */
  @FunctionalInterface
  interface Reader<T> {
    T read(JsonParser json) throws IOException;
  }

  /** A result, or none where it is null; or the node's error. */
  record Answer<T>(Optional<T> result, Optional<EvmException> failure) {

    Optional<T> orThrow() {
      failure.ifPresent(
          thrown -> {
            throw thrown;
          });
      return result;
    }
  }

  /** The text is JSON, and no list of answers to what was asked. */
  static final class Unexpected extends IOException {
    private static final long serialVersionUID = 1;

    Unexpected(String message) {
      super(message);
    }
  }

  private StreamedAnswers(
      int expected, Reader<T> reader, Function<JsonNode, EvmException> failures) {
    this.expected = expected;
    this.reader = reader;
    this.failures = failures;
    this.answers = new ArrayList<>(Arrays.asList(newArray(expected)));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <T> Answer<T>[] newArray(int size) {
    return new Answer[size];
  }

  /**
   * Reads the answers to so many requests: one alone as an object, several as a list, in any order.
   *
   * @param failures makes an exception of a node's error
   * @return in the order of the requests, whose ids are 0, 1 and so on
   * @throws IllegalArgumentException if a result is malformed
   * @throws IOException if the text is not JSON, or not these answers
   */
  static <T> List<Answer<T>> read(
      byte[] text, int expected, Reader<T> reader, Function<JsonNode, EvmException> failures)
      throws IOException {
    StreamedAnswers<T> answers = new StreamedAnswers<>(expected, reader, failures);
    try (JsonParser json = JsonRpc.JSON.createParser(text)) {
      answers.read(json);
    }
    if (answers.answers.contains(null)) {
      throw new Unexpected("some of " + expected + " answers are missing");
    }
    return answers.answers;
  }

  private void read(JsonParser json) throws IOException {
    JsonToken token = json.nextToken();
    if (token == JsonToken.START_OBJECT) {
      answer(json, expected == 1);
    } else if (token == JsonToken.START_ARRAY && expected > 1) {
      while (json.nextToken() == JsonToken.START_OBJECT) {
        answer(json, true);
      }
      if (json.currentToken() != JsonToken.END_ARRAY) {
        throw new Unexpected("a list of something else than answers");
      }
    } else {
      throw new Unexpected("not a JSON-RPC answer");
    }
  }

  /**
   * One answer, at the beginning of its object.
   *
   * @param wanted otherwise only an error that is about everything can be meant
   */
  private void answer(JsonParser json, boolean wanted) throws IOException {
    int id = -1;
    Optional<T> result = Optional.empty();
    boolean answered = false;
    Optional<EvmException> failure = Optional.empty();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("id")) {
        id = value == JsonToken.VALUE_NUMBER_INT ? json.getIntValue() : -1;
        json.skipChildren();
      } else if (name.equals("result") && wanted) {
        answered = true;
        result = value == JsonToken.VALUE_NULL ? Optional.empty() : Optional.of(reader.read(json));
      } else if (name.equals("error") && value == JsonToken.START_OBJECT) {
        failure = Optional.of(failures.apply(json.readValueAsTree()));
      } else {
        json.skipChildren();
      }
    }
    if (failure.isPresent() && id < 0) {
      throw failure.get();
    }
    if (!wanted || id < 0 || id >= expected || answers.get(id) != null) {
      throw new Unexpected("unexpected id " + id);
    }
    if (!answered && failure.isEmpty()) {
      throw new Unexpected("neither result nor error");
    }
    answers.set(id, new Answer<>(result, failure));
  }
}
