package io.govchain.console.words;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Values of events as they stand in a file: nothing is shortened, times are ISO 8601.
 *
 * @param codes of institutions, by the first {@value #ID_START} characters of their ids
 */
record FieldWords(Map<String, String> codes) {
  /** Enough to tell institutions apart; the ledger names them by no more. */
  static final int ID_START = 34;

  private static final String NOBODY = "–";
  private static final int WHOLE_TRANSACTION = 255;
  private static final List<Unit> UNITS =
      List.of(
          new Unit(86_400, "天", "day", "days"),
          new Unit(3_600, "小时", "hr", "hr"),
          new Unit(60, "分钟", "min", "min"),
          new Unit(1, "秒", "sec", "sec"));

  private static final List<Fault> FAULTS =
      List.of(
          new Fault("failed", "失败", "failed"),
          new Fault("late", "超时", "late"),
          new Fault("disputed", "证据有异议", "evidence disputed"),
          new Fault("escalated", "转人工", "handed to people"));

  private record Fault(String name, String chinese, String english) {
    String of(long count, Language language) {
      return language.of(chinese, english) + " " + count;
    }
  }

  private record Unit(long seconds, String chinese, String one, String many) {
    String of(long count, Language language) {
      return language.of(count + chinese, count + " " + (count == 1 ? one : many));
    }
  }

  /** What the page's {@code isNobody} says: missing, empty or the zero word. */
  static boolean isNobody(JsonNode value) {
    return value.isMissingNode()
        || value.isNull()
        || value.isTextual() && value.textValue().matches("|0x0*");
  }

  /**
   * The value in words.
   *
   * @param kind as {@link Vocabulary#fields} has it
   */
  String of(String kind, JsonNode value, Language language) {
    if (value.isMissingNode() || value.isNull()) {
      return NOBODY;
    }
    String text = value.isValueNode() ? value.asText() : value.toString();
    String[] parts = kind.split(" ");
    return switch (parts[0]) {
      case "record" -> record(parts[1], value, text);
      case "account" -> isNobody(value) ? NOBODY : text;
      case "time" -> Instant.ofEpochSecond(value.asLong()).toString();
      case "seconds" -> span(value.asLong(), language);
      case "word" -> Vocabulary.OF_THE_PAGE.term(parts[1], text, language);
      case "flag" -> text.equals("true") ? language.of("是", "yes") : language.of("否", "no");
      case "accounts" -> accounts(value);
      case "digest" -> isNobody(value) ? language.of("未提供", "none given") : text;
      case "faults" -> faults(value, language);
      case "step" -> step(value.asLong());
      default -> text;
    };
  }

  /** What a score is lowered for, each with how often. */
  private static String faults(JsonNode value, Language language) {
    String told =
        FAULTS.stream()
            .filter(fault -> value.path(fault.name()).asLong() > 0)
            .map(fault -> fault.of(value.path(fault.name()).asLong(), language))
            .collect(Collectors.joining(language.of("、", ", ")));
    return told.isEmpty() ? language.of("无", "none") : told;
  }

  /** As people count, from 1; the chain counts from 0. */
  private static String step(long index) {
    return index == WHOLE_TRANSACTION ? NOBODY : Long.toString(index + 1);
  }

  private String record(String kind, JsonNode value, String text) {
    if (isNobody(value)) {
      return NOBODY;
    }
    return kind.equals("institutions") && text.length() >= ID_START
        ? codes.getOrDefault(text.substring(0, ID_START), text)
        : text;
  }

  private static String accounts(JsonNode value) {
    return value.isArray()
        ? StreamSupport.stream(value.spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.joining(" "))
        : value.asText();
  }

  /** In its two largest units that follow each other: {@code 2 days 3 hr}. */
  private static String span(long seconds, Language language) {
    StringBuilder span = new StringBuilder();
    long rest = Math.max(0, seconds);
    int parts = 0;
    for (Unit unit : UNITS) {
      long count = rest / unit.seconds();
      if (count > 0 && parts < 2) {
        span.append(parts++ == 0 ? "" : " ").append(unit.of(count, language));
        rest -= count * unit.seconds();
      } else if (parts > 0) {
        break;
      }
    }
    return parts == 0 ? UNITS.getLast().of(0, language) : span.toString();
  }
}
