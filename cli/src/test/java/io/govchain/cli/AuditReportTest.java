package io.govchain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.testnet.NetworkKind;
import io.govchain.testnet.consortium.LocalGovernance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An auditor with nothing but a node. */
class AuditReportTest {
  @TempDir private Path directory;

  @Test
  void shouldWriteTheReportOfThePeriod_whenThereIsOnlyANode() throws Exception {
    try (LocalGovernance governance =
        LocalGovernance.start(
            directory.resolve("network"),
            NetworkKind.ANVIL,
            Map.of("court", "City Court"),
            Duration.ofMillis(200),
            OptionalInt.empty())) {
      Path file = directory.resolve("report.json");
      String rpc = governance.network().rpc().toString();

      Run run = report(rpc, file);

      assertThat(run.exit()).as(run.toString()).isZero();
      JsonNode report = new ObjectMapper().readTree(Files.readAllBytes(file));
      assertThat(run.json().path("chainId").asLong()).isEqualTo(report.path("chainId").asLong());
      assertThat(report.path("chainId").asLong()).isPositive();
      assertThat(report.path("digests").path("votes").asText()).startsWith("0x");
      assertThat(run.json().path("digest").asText()).isEqualTo(Digests.ofFile(file));
      assertThat(Instant.parse(run.json().path("to").asText()).getEpochSecond())
          .isEqualTo(report.path("to").asLong())
          .isEqualTo(report.path("indexed").path("time").asLong());
      assertThat(report(rpc, file).exit()).as("it is not overwritten").isEqualTo(2);
    }
  }

  private static Run report(String rpc, Path file) {
    return Run.of(
        "audit",
        "report",
        "--from",
        "2020-01-01",
        "--to",
        "2999-12-31",
        "--out",
        file.toString(),
        "--rpc",
        rpc,
        "--json");
  }
}
