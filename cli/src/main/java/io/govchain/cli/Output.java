package io.govchain.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.util.List;

/** What a person or a program reads: aligned text, or one JSON document with {@code --json}. */
final class Output {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).findAndRegisterModules();

  private final PrintWriter out;
  private final boolean json;

  Output(PrintWriter out, boolean json) {
    this.out = out;
    this.json = json;
  }

  boolean isJson() {
    return json;
  }

  /** One result: its JSON form for programs, the text for people. */
  void result(Object value, String text) {
    if (json) {
      printJson(value);
    } else {
      out.println(text);
    }
    out.flush();
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
      out.println(text);
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
}
