package io.govchain.cli.layout;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How one storage layout differs from an earlier one; the same judgement as {@code
 * contracts/scripts/layout.js}.
 *
 * @param breaking what would make new code misread what is stored
 * @param appended what is new behind it
 */
public record LayoutChanges(List<String> breaking, List<String> appended) {
  private static final Pattern STRUCT = Pattern.compile("^struct [\\w.]+");

  /** Keeps its own copies. */
  public LayoutChanges {
    breaking = List.copyOf(breaking);
    appended = List.copyOf(appended);
  }

  /** Compares layouts as {@code layout.js} prints them. */
  public static LayoutChanges between(JsonNode before, JsonNode after) {
    Comparison comparison = new Comparison(after);
    comparison.members(
        "its state variables", before.path("variables"), after.path("variables"), true);
    before
        .path("namespaces")
        .properties()
        .forEach(
            old -> {
              JsonNode now = after.path("namespaces").path(old.getKey());
              if (now.isMissingNode()) {
                comparison.breaking.add("the namespace " + old.getKey() + " is gone");
              } else {
                comparison.members(
                    old.getKey(), old.getValue().path("members"), now.path("members"), true);
              }
            });
    after
        .path("namespaces")
        .fieldNames()
        .forEachRemaining(
            id -> {
              if (!before.path("namespaces").has(id)) {
                comparison.appended.add("the namespace " + id + " is new");
              }
            });
    before.path("types").properties().forEach(old -> comparison.type(old.getKey(), old.getValue()));
    return new LayoutChanges(comparison.breaking, comparison.appended);
  }

  /** Whether stored data keep their meaning. */
  public boolean compatible() {
    return breaking.isEmpty();
  }

  /** A line per change. */
  public String text() {
    List<String> lines =
        Stream.concat(
                breaking.stream().map(each -> "breaking: " + each),
                appended.stream().map(each -> "appended: " + each))
            .toList();
    return lines.isEmpty() ? "the storage layouts are the same" : String.join("\n", lines);
  }

  /** One comparison under way. */
  private static final class Comparison {
    private final List<String> breaking = new ArrayList<>();
    private final List<String> appended = new ArrayList<>();
    private final JsonNode after;

    /** Structs inside others or in arrays, which cannot grow: what follows would move. */
    private final Set<String> inPlace = new HashSet<>();

    Comparison(JsonNode after) {
      this.after = after;
      after.path("variables").forEach(this::noteUse);
      after.path("namespaces").forEach(each -> each.path("members").forEach(this::noteUse));
      after.path("types").forEach(each -> each.path("members").forEach(this::noteUse));
    }

    private void noteUse(JsonNode member) {
      String type = member.path("type").asText();
      String value = type.substring(type.lastIndexOf("=> ") + 1).replaceFirst("^> ", "");
      value = value.replaceFirst("\\)+$", "");
      Matcher struct = STRUCT.matcher(value);
      if (struct.find() && !(type.startsWith("mapping(") && value.equals(struct.group()))) {
        inPlace.add(struct.group());
      }
    }

    void type(String label, JsonNode old) {
      JsonNode now = after.path("types").path(label);
      if (now.isMissingNode()) {
        // What used it was reported there.
        return;
      }
      JsonNode members = old.path("members");
      if (members.path(0).isTextual()) {
        constants(label, members, now.path("members"));
      } else if (members.isArray()) {
        members(label, members, now.path("members"), !inPlace.contains(label));
      } else if (!old.path("bytes").equals(now.path("bytes"))) {
        breaking.add(
            "%s had %s bytes, has %s".formatted(label, old.path("bytes"), now.path("bytes")));
      }
      if (!old.path("is").equals(now.path("is"))) {
        breaking.add("%s was %s, is %s".formatted(label, old.path("is"), now.path("is")));
      }
    }

    void members(String where, JsonNode before, JsonNode now, boolean mayGrow) {
      for (int i = 0; i < before.size(); i++) {
        String old = described(before.get(i));
        if (i >= now.size()) {
          breaking.add(where + ": " + old + " is gone");
        } else if (!old.equals(described(now.get(i)))) {
          breaking.add(where + ": " + old + " became " + described(now.get(i)));
        }
      }
      for (int i = before.size(); i < now.size(); i++) {
        String each = where + ": " + described(now.get(i)) + " is new";
        if (mayGrow) {
          appended.add(each);
        } else {
          breaking.add(each + ", but what follows the struct in storage would move");
        }
      }
    }

    private void constants(String label, JsonNode before, JsonNode now) {
      for (int i = 0; i < before.size(); i++) {
        String old = before.get(i).asText();
        String current = now.path(i).asText("nothing");
        if (!old.equals(current)) {
          breaking.add("%s: %d meant %s, means %s".formatted(label, i, old, current));
        }
      }
      for (int i = before.size(); i < now.size(); i++) {
        appended.add(label + ": " + now.get(i).asText() + " is new");
      }
    }

    private static String described(JsonNode member) {
      return "%s (%s, slot %s, byte %s)"
          .formatted(
              member.path("name").asText(),
              member.path("type").asText(),
              member.path("slot").asText(),
              member.path("offset").asText());
    }
  }
}
