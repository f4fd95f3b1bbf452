package io.govchain.console.words;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells events of the log as the page's files do, by the page's own sentences; vectors make sure
 * that both say the same.
 */
public final class EventWords {
  private static final Pattern FIELD = Pattern.compile("\\{(\\w+)}");
  private static final Pattern HAN_FIRST = Pattern.compile("^\\p{IsHan}");
  private static final Pattern HAN_LAST = Pattern.compile("\\p{IsHan}$");
  private static final Vocabulary VOCABULARY = Vocabulary.OF_THE_PAGE;

  private final FieldWords fields;

  /** A constant in both languages, and as programs read it: {@code 进行中 open (OPEN)}. */
  public static String term(String set, String constant) {
    Vocabulary words = Vocabulary.OF_THE_PAGE;
    return "%s %s (%s)"
        .formatted(
            words.term(set, constant, Language.CHINESE),
            words.term(set, constant, Language.ENGLISH),
            constant);
  }

  /**
   * Words that name these institutions; those that the ledger cannot tell apart by both names.
   *
   * @param codes by their ids
   */
  public EventWords(Map<String, String> codes) {
    this.fields =
        new FieldWords(
            codes.entrySet().stream()
                .collect(
                    Collectors.toUnmodifiableMap(
                        code -> code.getKey().substring(0, FieldWords.ID_START),
                        Map.Entry::getValue,
                        (one, other) -> one + " / " + other)));
  }

  /** A part of a sentence: words, or a value, which may be the name of something registered. */
  private record Piece(String text, boolean words, boolean name) {}

  /**
   * The event as a sentence. One that there are no words for is told by its name and its data: a
   * log leaves nothing out.
   */
  public String tell(String type, JsonNode data, Language language) {
    return sentence(type, data)
        .map(key -> VOCABULARY.sentences(language).get(key))
        .map(sentence -> joined(pieces(sentence, type, data, language), language))
        .orElseGet(() -> type + ": " + data);
  }

  private static Optional<String> sentence(String type, JsonNode data) {
    Vocabulary.Variant variant =
        VOCABULARY
            .variants()
            .getOrDefault(type, new Vocabulary.Variant(Optional.empty(), Optional.empty()));
    String by =
        variant
            .by()
            .map(field -> "_" + data.path(field).asText().toUpperCase(Locale.ROOT))
            .orElse("");
    String key = type + by;
    boolean nobody = variant.orNobody().filter(f -> FieldWords.isNobody(data.path(f))).isPresent();
    Map<String, String> known = VOCABULARY.chinese();
    return Optional.of(nobody && known.containsKey(key + "_NOBODY") ? key + "_NOBODY" : key)
        .filter(known::containsKey);
  }

  private List<Piece> pieces(String sentence, String type, JsonNode data, Language language) {
    List<Piece> pieces = new ArrayList<>();
    int end = 0;
    Matcher found = FIELD.matcher(sentence);
    for (MatchResult each : found.results().toList()) {
      if (each.start() > end) {
        pieces.add(new Piece(sentence.substring(end, each.start()), true, false));
      }
      String field = each.group(1);
      String kind = kind(type, field, data);
      boolean name = kind.startsWith("record ") || kind.equals("account");
      pieces.add(new Piece(fields.of(kind, data.path(field), language), false, name));
      end = each.end();
    }
    if (end < sentence.length()) {
      pieces.add(new Piece(sentence.substring(end), true, false));
    }
    return pieces;
  }

  private static String kind(String type, String field, JsonNode data) {
    if (type.equals("AllianceChanged") && field.equals("subject")) {
      String change = data.path("change").asText();
      return "record " + VOCABULARY.subjectsOfAlliances().getOrDefault(change, "institutions");
    }
    return VOCABULARY.fields().getOrDefault(type, Map.of()).getOrDefault(field, "text");
  }

  /** Names are in Latin letters: a blank parts them from the Chinese around them. */
  private static String joined(List<Piece> pieces, Language language) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      boolean parted = language == Language.CHINESE && piece.words();
      boolean after = i > 0 && pieces.get(i - 1).name();
      boolean before = i + 1 < pieces.size() && pieces.get(i + 1).name();
      text.append(parted && after && HAN_FIRST.matcher(piece.text()).find() ? " " : "")
          .append(piece.text())
          .append(parted && before && HAN_LAST.matcher(piece.text()).find() ? " " : "");
    }
    return text.toString();
  }
}
