package io.govchain.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializerBase;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.govchain.cli.text.FieldLines;
import io.govchain.cli.text.Table;
import io.govchain.governance.Subchain;
import io.govchain.governance.TrustAnchors;
import io.govchain.governance.Unseen;
import io.govchain.governance.Worded;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a person or a program reads: aligned text, or one JSON document with {@code --json}. Names,
 * notes and descriptions are others': as text nothing of them moves a terminal's cursor, hides what
 * follows, or begins a line. Programs get them as they are.
 */
final class Output {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .addMixIn(TrustAnchors.class, NamedRule.class)
          .registerModule(new Jdk8Module())
          .registerModule(
              new SimpleModule("words").addSerializer(Worded.class, new WordSerializer()));

  private final PrintWriter out;
  private final boolean json;

  Output(PrintWriter out, boolean json) {
    this.out = out;
    this.json = json;
  }

  /** One result: its JSON form for programs, the text for people. */
  void result(Object value, String text) {
    if (json) {
      printJson(value);
    } else {
      out.println(Unseen.escapedLines(text));
    }
    out.flush();
  }

  /** One record: its JSON form for programs, a line per field for people. */
  void record(Object value) {
    record(value, Map::of);
  }

  /**
   * One record with identifiers.
   *
   * @param names what people see in their place; programs get the identifiers
   */
  void record(Object value, Supplier<Map<String, String>> names) {
    if (json) {
      printJson(value);
    } else {
      out.print(FieldLines.of(JSON.valueToTree(value), names.get()));
    }
    out.flush();
  }

  /** One record whose fields people read by other names, or in another order, than programs. */
  void record(Object value, Map<String, Object> forPeople) {
    record(json ? value : forPeople);
  }

  /** A list: a JSON array for programs, a table for people. */
  void table(Object value, List<String> heading, List<List<String>> rows, String whenEmpty) {
    if (json) {
      printJson(value);
    } else if (rows.isEmpty()) {
      out.println(whenEmpty);
    } else {
      out.print(Table.render(heading, rows));
    }
    out.flush();
  }

  /** Progress and hints; left out of JSON output so that it stays one document. */
  void say(String text) {
    if (!json) {
      out.println(Unseen.escapedLines(text));
      out.flush();
    }
  }

  private void printJson(Object value) {
    try {
      out.println(JSON.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result has no JSON form: " + value, e);
    }
  }

  /** The rule is no part of the anchors' records; readers want to see it first. */
  @JsonPropertyOrder("rule")
  private abstract static class NamedRule {
    @JsonProperty("rule")
    abstract Subchain.Rule rule();
  }

  /** Constants of the contracts are shown by their word, as people type them. */
  private static final class WordSerializer extends ToStringSerializerBase {
    private static final long serialVersionUID = 1L;

    WordSerializer() {
      super(Worded.class);
    }

    @Override
    public String valueToString(Object value) {
      return ((Worded) value).word();
    }
  }
}
