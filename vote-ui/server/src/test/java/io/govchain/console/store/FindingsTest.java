package io.govchain.console.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An auditor is told apart what nobody has looked at, what is taken care of, and what is over. */
class FindingsTest {
  @TempDir Path folder;

  @Test
  void shouldCountOpenAcknowledgedAndClosedOnesApart_whenARuleFoundSeveral() {
    try (ConsoleStore store =
        ConsoleStore.open(
            folder.resolve("alerts.db"),
            1,
            "0x" + "00".repeat(32),
            ConsoleStore.OtherChain.REFUSE,
            new SimpleMeterRegistry())) {
      store
          .database()
          .writeAndWait(
              handle ->
                  handle.execute(
                      "INSERT INTO alerts (rule, severity, key, opened_at, closed_at, found,"
                          + " account, institution, acknowledged_at, comment) VALUES"
                          + " ('verdict-disputed', 1, 'a', 5, NULL, '{}', NULL, NULL, NULL, NULL),"
                          + " ('verdict-disputed', 1, 'b', 5, NULL, '{}', '0x1', '0x2', 6, 'seen'),"
                          + " ('verdict-disputed', 1, 'c', 5, 7, '{}', '0x1', '0x2', 6, 'seen'),"
                          + " ('verdict-disputed', 1, 'd', 5, 7, '{}', NULL, NULL, NULL, NULL)"));

      assertThat(store.alerts().findings())
          .containsExactly(new Alerts.Findings("verdict-disputed", 4, 1, 1, 2));
      JsonNode findings =
          ConsoleJson.mapper().valueToTree(store.reports().report(0, 10)).path("findings");
      assertThat(findings.findValuesAsText("state"))
          .containsExactly("CLOSED", "CLOSED", "ACKNOWLEDGED", "OPEN");
    }
  }
}
