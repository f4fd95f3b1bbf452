package io.govchain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else answers at the proxy's address: nothing is sent, and that is certain. */
class CertificateMismatchTest {
  @TempDir private Path home;

  @Test
  void shouldExitAsRefused_whenTheProxyShowsAnotherCertificate() throws Exception {
    try (ScriptedProxy somebody = new ScriptedProxy(home)) {
      List<String> command = new ArrayList<>(List.of("transaction", "sent", "--json"));
      command.addAll(somebody.options("0x" + "ab".repeat(32)));

      Run run = Run.of(command.toArray(String[]::new));

      assertThat(run.exit()).as(run.toString()).isEqualTo(1);
      assertThat(run.problem().path("code").asText()).isEqualTo("certificate-mismatch");
      assertThat(run.problem().path("detail").asText())
          .contains("nothing was sent", "expected 0x" + "ab".repeat(32), "actual 0x");
      assertThat(somebody.asked()).isZero();
    }
  }
}
