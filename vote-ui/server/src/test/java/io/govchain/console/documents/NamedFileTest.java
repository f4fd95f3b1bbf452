package io.govchain.console.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.console.statement.SignedStatement;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A signed text names a file and, where it is harmless, its type. */
class NamedFileTest {
  @Test
  void shouldTellTheType_whenNoBrowserRunsIt() {
    assertThat(named("a (1).pdf (application/pdf)"))
        .hasValue(new NamedFile(new FileName("a (1).pdf"), Optional.of("application/pdf")));
    assertThat(named("a (1).pdf"))
        .hasValue(new NamedFile(new FileName("a (1).pdf"), Optional.empty()));
  }

  @Test
  void shouldTellNoType_whenABrowserCouldRunIt() {
    for (String type : new String[] {"text/html", "image/svg+xml", "application/xhtml+xml"}) {
      assertThat(named("a.pdf (%s)".formatted(type)))
          .hasValue(new NamedFile(new FileName("a.pdf"), Optional.empty()));
    }
  }

  @Test
  void shouldNameNothing_whenTheTextIsEmptyOrLongerThanAHeaderTakes() {
    assertThat(named("")).isEmpty();
    assertThat(named("a".repeat(300))).isPresent();
    assertThat(named("a".repeat(301))).isEmpty();
  }

  private static Optional<NamedFile> named(String text) {
    return NamedFile.in(
        new SignedStatement("0x", "https://a", "upload-document", "0x", text, 0, "0x", "0x"));
  }
}
