package io.govchain.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Server-sent events as they come over the line, well formed or not. */
class EventLinesTest {
  private final List<Long> positions = new ArrayList<>();
  private final AtomicInteger heard = new AtomicInteger();

  private EventLines lines(String text) {
    return lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private EventLines lines(InputStream in) {
    return new EventLines(in, new ObjectMapper(), heard::incrementAndGet, positions::add);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void shouldTellEventsAndPositions_whenCommentsComeInBetween(String end) throws Exception {
    String text =
        """
        retry: 1000
        id: 41

        :

        id: 42
        event: status
        data: {"event":42,"status":"settled","text":"契约"}

        data: {"event":43,
        data: "status":"resolved"}

        """;
    EventLines lines = lines(text.replace("\n", end));

    TransactionEvent first = lines.next().orElseThrow();
    assertThat(first.number()).isEqualTo(42);
    assertThat(first.text()).isEqualTo("契约");
    assertThat(positions).containsExactly(41L);
    assertThat(lines.next().orElseThrow().status()).isEqualTo("resolved");
    assertThat(lines.next()).isEmpty();
    assertThat(positions).as("an event's id counts once it is dealt with").containsExactly(41L);
    assertThat(heard).hasValue(12);
  }

  @Test
  void shouldTellNothing_whenTheStreamBreaksWithinAnEvent() throws Exception {
    assertThat(lines("id: 7\ndata: {\"event\":7}\n").next()).isEmpty();
    assertThat(lines("id: 7\ndata: {\"event\":7}").next()).isEmpty();
    assertThat(positions).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"data: {\"event\":\n\n", "id: next\n\n", "id: 99999999999999999999\n\n"})
  void shouldFail_whenItIsNoEvent(String text) {
    assertThatThrownBy(() -> lines(text).next()).isInstanceOf(IOException.class);
  }

  @Test
  void shouldFail_whenALineHasNoEnd() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }
        };
    assertThatThrownBy(() -> lines(endless).next())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("65536");
  }

  @Test
  void shouldFail_whenAnEventHasNoEnd() {
    String line = "data: " + "x".repeat(60_000) + "\n";
    assertThatThrownBy(() -> lines(line.repeat(2)).next())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("65536");
  }
}
