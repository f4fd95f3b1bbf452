package io.govchain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.testnet.FreePort;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnreachableTest {
  private final String nowhere = "127.0.0.1:" + FreePort.choose();
  @TempDir private Path directory;

  @Test
  void shouldExitWithThree_whenNoNodeAnswers() {
    Run run = Run.of("institution", "list", "--rpc", "http://" + nowhere);

    assertThat(run.exit()).as(run.toString()).isEqualTo(3);
    assertThat(run.err()).contains(nowhere).endsWith("[unreachable]" + System.lineSeparator());
    assertThat(run.out()).isEmpty();
  }

  @Test
  void shouldTellTheProblemAsJson_whenJsonIsAskedFor() {
    Run run = Run.of("institution", "list", "--json", "--rpc", "http://" + nowhere);

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.problem().path("code").asText()).isEqualTo("unreachable");
    assertThat(run.problem().path("detail").asText()).contains(nowhere);
  }

  @Test
  void shouldExitWithThree_whenNoProxyAnswers() {
    Run certificate =
        Run.of("keys", "certificate", "--name", "app", "--directory", directory.toString());
    assertThat(certificate.exit()).as(certificate.toString()).isZero();

    Run run =
        Run.of(
            "call",
            "--proxy",
            "https://" + nowhere,
            "--proxy-fingerprint",
            "0x" + "ab".repeat(32),
            "--application",
            "registry/notary-app",
            "--certificate",
            directory.resolve("tls.crt").toString(),
            "--key",
            directory.resolve("tls.key").toString(),
            "--keystore",
            "unused.json",
            "--password-file",
            "unused",
            "--pipeline",
            "registry/evidence-sharing",
            "--read",
            "source",
            "registry/evidence",
            "find(bytes32)(string)",
            "[\"0x00\"]");

    assertThat(run.exit()).as(run.toString()).isEqualTo(3);
    assertThat(run.err()).contains("/v1/info").contains("[unreachable]");
  }
}
