package io.govchain.console.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A section's digest is that of the bytes that a reader's own tools write for it. */
class ReportDigestTest {
  /** The page's test of reports has the same section and digest. */
  private static final List<Map<String, String>> SECTION = List.of(Map.of("reason", "材料已核对 👍 𠮷"));

  private static final String DIGEST =
      "0x1fe375e161df699a628f026238fc411cae803a35e693c0af1b42df391c532677";

  @Test
  void shouldBeTheDigestThatTheBrowserComputes_whenAReasonHasRareCharacters() {
    assertThat(SqlReports.digest(SECTION)).isEqualTo(DIGEST);
  }
}
