package io.govchain.testnet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document names the very boundaries at which processes are killed. */
final class BoundaryDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "..", "docs", "failures.md");

  @Test
  void shouldListEveryBoundary() throws IOException {
    List<String> documented =
        Files.readAllLines(DOCUMENT).stream()
            .filter(line -> line.matches("\\| `[A-Z_]+` \\|.*"))
            .map(line -> line.split("`")[1])
            .toList();

    assertThat(documented)
        .containsExactlyElementsOf(Stream.of(Boundary.values()).map(Enum::name).toList());
  }
}
