package io.govchain.crosschain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.service.config.ConfigException;
import io.govchain.service.database.DatabaseException;
import io.govchain.service.exit.Exit;
import io.govchain.service.exit.StartupFailure;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting with something missing. */
class CompositionTest {
  @TempDir Path folder;
  private Premises premises;
  private URI nobody;

  @BeforeEach
  void start() {
    premises = new Premises(folder);
    nobody = URI.create("http://127.0.0.1:" + Premises.freePort());
  }

  @Test
  void shouldStartAndSayWhatIsMissing_whenTheChainIsAway() throws Exception {
    try (AutoCloseable proxy = Composition.start(premises.config(nobody, "proxy.db"))) {
      assertThat(proxy).as("the proxy runs").isNotNull();
      assertThat(premises.manage("/health/live").status()).isEqualTo(200);

      Premises.Answer ready = premises.manage("/health/ready");
      assertThat(ready.status()).isEqualTo(503);
      assertThat(check(ready, "governance-chain").get("text").asText())
          .contains("expected the governance chain to be followed")
          .contains(Integer.toString(nobody.getPort()));
      assertThat(check(ready, "database").get("ok").asBoolean()).isTrue();
      assertThat(premises.manage("/metrics").text())
          .contains("govchain_governance_lag_blocks -1.0");

      Premises.Answer ledger = premises.get(premises.operator, "/v1/transactions");
      assertThat(ledger.status()).as("people can still look: %s", ledger.text()).isEqualTo(200);
      Premises.Answer stranger = premises.get(premises.certificate("stranger"), "/v1/transactions");
      assertThat(stranger.status()).isEqualTo(503);
      assertThat(stranger.code()).isEqualTo("registry-unavailable");
      assertThat(stranger.text())
          .as("where the chain's node is")
          .doesNotContain(Integer.toString(nobody.getPort()));
    }
  }

  @Test
  void shouldFailWithTheDatabasesCode_whenItsFolderCannotBe() {
    Path config = premises.config(nobody, "own.crt/proxy.db");

    assertThatThrownBy(() -> Composition.start(config))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("own.crt");
  }

  @Test
  void shouldFailWithThePortsCode_whenItIsTaken() throws Exception {
    Path config = premises.config(nobody, "proxy.db");
    try (ServerSocket taken =
        new ServerSocket(premises.port(), 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> Composition.start(config))
          .isInstanceOfSatisfying(
              StartupFailure.class,
              failure -> assertThat(failure.exit()).isEqualTo(Exit.PORT_TAKEN))
          .hasMessageContaining(Integer.toString(taken.getLocalPort()));
    }
    // Nothing of the failed start holds on to anything.
    Composition.start(config).close();
  }

  @Test
  void shouldNameEveryProblem_whenTheConfigurationIsBad() {
    Path config =
        premises.write(
            "bad.yaml",
            """
            service: registry/crosschain
            listen: {port: 99999}
            managment: {port: 1}
            compensation: {attempts: 0}
            """);

    assertThatThrownBy(() -> Composition.start(config))
        .isInstanceOfSatisfying(
            ConfigException.class,
            failure -> assertThat(failure.exit()).isEqualTo(Exit.CONFIGURATION))
        .hasMessageContaining("listen")
        .hasMessageContaining("did you mean 'management'?")
        .hasMessageContaining("attempts")
        .hasMessageContaining("governance.rpc");
  }

  @Test
  void shouldEndWithTheCodeOfTheProblem_whenRunAsAProcess() throws Exception {
    assertThat(exitCode(folder.resolve("none.yaml"))).isEqualTo(2);
    assertThat(exitCode(premises.config(nobody, "own.crt/proxy.db"))).isEqualTo(3);
    try (ServerSocket taken =
        new ServerSocket(premises.port(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(taken.isBound()).isTrue();
      assertThat(exitCode(premises.config(nobody, "proxy.db"))).isEqualTo(4);
    }
  }

  private static int exitCode(Path config) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                CrosschainProxy.class.getName(),
                "--config",
                config.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private static JsonNode check(Premises.Answer ready, String name) {
    for (JsonNode check : ready.json().get("checks")) {
      if (check.get("name").asText().equals(name)) {
        return check;
      }
    }
    throw new AssertionError("no check " + name + " in " + ready.text());
  }
}
