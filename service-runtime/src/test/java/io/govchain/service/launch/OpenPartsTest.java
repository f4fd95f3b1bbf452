package io.govchain.service.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenPartsTest {
  private final List<String> closed = new ArrayList<>();
  private final OpenParts parts = new OpenParts();

  @Test
  void shouldCloseTheLastFirstAndOnlyOnce_whenClosedTwice() throws Exception {
    parts.add(() -> closed.add("database"));
    parts.add(() -> closed.add("listener"));

    parts.close();
    parts.close();

    assertThat(closed).containsExactly("listener", "database");
  }

  @Test
  void shouldCloseTheOthersAndTellOfAll_whenSomeCannotBeClosed() {
    parts.add(() -> closed.add("database"));
    parts.add(refusing("outbox"));
    parts.add(() -> closed.add("loops"));
    parts.add(refusing("listener"));

    assertThatThrownBy(parts::close)
        .hasMessage("listener")
        .satisfies(
            told ->
                assertThat(told.getSuppressed())
                    .extracting(Throwable::getMessage)
                    .containsExactly("outbox"));
    assertThat(closed).containsExactly("loops", "database");
  }

  @Test
  void shouldTellOfItBesideTheFailure_whenAStartFailed() {
    Exception failure = new IllegalStateException("no chain");
    parts.add(refusing("database"));

    parts.closeAfter(failure);

    assertThat(failure.getSuppressed())
        .extracting(Throwable::getMessage)
        .containsExactly("database");
  }

  private static AutoCloseable refusing(String name) {
    return () -> {
      throw new IOException(name);
    };
  }
}
