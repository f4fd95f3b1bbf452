package io.govchain.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.governance.Unseen;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * A JSON document for people: a line per field, moments as dates, identifiers by their names. What
 * others wrote cannot pass for a field: texts of several lines stand below their label, each line
 * with a mark, and what cannot be seen is an escape.
 */
public final class FieldLines {
  private static final Set<String> MOMENTS =
      Set.of(
          "activatedAt",
          "admittedAt",
          "appliedAt",
          "at",
          "changedAt",
          "deadline",
          "decidedAt",
          "describedAt",
          "foundedAt",
          "joinedAt",
          "openedAt",
          "receivedAt",
          "registeredAt",
          "requestedAt",
          "reviewedAt",
          "since",
          "snapshot",
          "until",
          "validFrom",
          "validUntil");
  private static final int WIDTH = 20;
  private static final String MARK = "  > ";

  private final Map<String, String> names;
  private final StringBuilder text = new StringBuilder();

  private FieldLines(Map<String, String> names) {
    this.names = names;
  }

  /**
   * The lines, each ended.
   *
   * @param names what to show in place of a value, such as an identifier's path
   */
  public static String of(JsonNode document, Map<String, String> names) {
    FieldLines lines = new FieldLines(names);
    lines.fields(document, "");
    return lines.text.toString();
  }

  private void fields(JsonNode object, String indent) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      JsonNode value = field.getValue();
      String label = indent + field.getKey();
      if (isUnlimited(field.getKey(), value)) {
        line(label, "no limit");
      } else if (value.isObject() && !value.isEmpty()) {
        line(label, "");
        fields(value, indent + "  ");
      } else if (value.isArray() && !value.isEmpty()) {
        line(label, "");
        value.forEach(element -> line(indent + "  - " + inline(element), ""));
      } else {
        text(label, indent, scalar(field.getKey(), value));
      }
    }
  }

  /** Terms of a pipeline: the chain has 0 for any number of calls, in windows of any length. */
  private static boolean isUnlimited(String field, JsonNode value) {
    return switch (field) {
      case "callsPerWindow", "windowSeconds" -> value.asLong(-1) == 0;
      case "callsLeft" -> value.isNull();
      default -> false;
    };
  }

  private void text(String label, String indent, String value) {
    if (value.lines().count() <= 1) {
      // Without a break at the end, which is nothing to be wary of.
      line(label, value.lines().findFirst().orElse(""));
    } else {
      line(label, "");
      value.lines().forEach(each -> line(indent + MARK + each, ""));
    }
  }

  private void line(String label, String value) {
    String shown = Unseen.escaped(label);
    String gap = value.isEmpty() ? "" : " ".repeat(Math.max(1, WIDTH - shown.length()));
    text.append(shown).append(gap).append(Unseen.escaped(value)).append('\n');
  }

  private String inline(JsonNode element) {
    if (!element.isObject()) {
      return scalar("", element);
    }
    StringJoiner parts = new StringJoiner("  ");
    for (Map.Entry<String, JsonNode> field : element.properties()) {
      JsonNode value = field.getValue();
      if (!value.isNull() && !value.asText("-").isEmpty()) {
        parts.add(
            field.getKey()
                + "="
                + (value.isObject() ? "(" + inline(value) + ")" : scalar(field.getKey(), value)));
      }
    }
    return parts.toString();
  }

  private String scalar(String field, JsonNode value) {
    if (value.isNull()) {
      return "-";
    }
    if (value.isContainerNode()) {
      return value.toString();
    }
    if (MOMENTS.contains(field) && value.isIntegralNumber() && value.asLong() > 0) {
      return Instant.ofEpochSecond(value.asLong()).toString();
    }
    // A record's own identifier stays: its name stands beside it.
    return field.equals("id") ? value.asText() : names.getOrDefault(value.asText(), value.asText());
  }
}
