package io.govchain.console.words;

import com.fasterxml.jackson.core.type.TypeReference;
import io.govchain.console.store.ConsoleJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The page's own files: what events say, what their fields are, and what constants are called.
 *
 * @param fields by kind of event and name, such as {@code record institutions} or {@code word Role}
 * @param variants which field makes the sentence another one
 * @param subjectsOfAlliances kinds of what a change of an alliance is about, where no institution
 * @param chinese by kind of event, and by variant where there are any
 * @param terms by set and constant: Chinese, then English
 */
record Vocabulary(
    Map<String, Map<String, String>> fields,
    Map<String, Variant> variants,
    Map<String, String> subjectsOfAlliances,
    Map<String, String> chinese,
    Map<String, String> english,
    Map<String, Map<String, List<String>>> terms) {

  static final Vocabulary OF_THE_PAGE = load();

  /**
   * How one kind of event says different things.
   *
   * @param by the field whose value is part of the sentence's name
   * @param orNobody the field without which there may be another sentence
   */
  record Variant(Optional<String> by, Optional<String> orNobody) {}

  private record Events(
      Map<String, Map<String, String>> fields,
      Map<String, Variant> variants,
      Map<String, String> subjectsOfAlliances) {}

  Map<String, String> sentences(Language language) {
    return language.of(chinese, english);
  }

  /** One that is not known is told as it came. */
  String term(String set, String constant, Language language) {
    List<String> words = terms.getOrDefault(set, Map.of()).get(constant);
    return words == null ? constant : language.of(words.get(0), words.get(1));
  }

  private static Vocabulary load() {
    Events events = read("events/events.json", new TypeReference<>() {});
    return new Vocabulary(
        events.fields(),
        events.variants(),
        events.subjectsOfAlliances(),
        read("events/sentences.zh.json", new TypeReference<>() {}),
        read("events/sentences.en.json", new TypeReference<>() {}),
        read("terms.json", new TypeReference<>() {}));
  }

  private static <T> T read(String file, TypeReference<T> type) {
    try (InputStream in = Vocabulary.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("expected " + file + " of the page on the class path");
      }
      return ConsoleJson.mapper().readValue(in, type);
    } catch (IOException wrong) {
      throw new UncheckedIOException(wrong);
    }
  }
}
