package io.govchain.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/** Reads server-sent events off a response, line by line, each of bounded length. */
final class EventLines {
  private static final int LONGEST_LINE = 1 << 16;

  private final InputStream in;
  private final ObjectMapper json;
  private final Runnable heard;
  private final LongConsumer positioned;

  /**
   * @param heard called for every line, comments included
   * @param positioned called with an id that comes without an event: what follows, follows it
   */
  EventLines(InputStream in, ObjectMapper json, Runnable heard, LongConsumer positioned) {
    this.in = new BufferedInputStream(in);
    this.json = json;
    this.heard = heard;
    this.positioned = positioned;
  }

  /** The next event; empty when the stream ended. Blocks. */
  Optional<TransactionEvent> next() throws IOException {
    StringBuilder data = new StringBuilder();
    OptionalLong id = OptionalLong.empty();
    while (true) {
      Optional<String> line = line();
      if (line.isEmpty()) {
        return Optional.empty();
      }
      heard.run();
      String text = line.get();
      if (text.isEmpty() && !data.isEmpty()) {
        return Optional.of(TransactionEvent.of(json.readTree(data.toString())));
      }
      if (text.isEmpty()) {
        id.ifPresent(positioned);
        id = OptionalLong.empty();
      }
      if (text.startsWith("id:")) {
        id = OptionalLong.of(number(text.substring("id:".length()).strip()));
      }
      if (text.startsWith("data:")) {
        data.append(text.substring("data:".length()).strip());
      }
      if (data.length() > LONGEST_LINE) {
        throw new IOException("an event of more than " + LONGEST_LINE + " characters");
      }
    }
  }

  private static long number(String id) throws IOException {
    try {
      return Long.parseLong(id);
    } catch (NumberFormatException other) {
      throw new IOException("id of an event: expected a number, actual " + id, other);
    }
  }

  private Optional<String> line() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return Optional.empty();
      }
      if (bytes.size() >= LONGEST_LINE) {
        throw new IOException("a line of more than " + LONGEST_LINE + " bytes");
      }
      bytes.write(next);
    }
    String text = bytes.toString(StandardCharsets.UTF_8);
    return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }
}
