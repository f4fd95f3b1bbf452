package io.govchain.crosschain.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The diagram in docs is what the engine does, not what somebody remembers. */
class EngineStatesDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "engine-states.md");

  @Test
  void shouldEqualWhatTheEngineDoes_whenGeneratedAgain() throws IOException {
    String generated = new StatesDocument(TransitionTest.cases()).text();
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(DOCUMENT, generated);
    }
    assertThat(DOCUMENT)
        .as(
            "make it again: mvn -pl crosschain-proxy test -Dtest=%s -DargLine=-Ddocs.write=true",
            getClass().getSimpleName())
        .hasContent(generated);
  }
}
