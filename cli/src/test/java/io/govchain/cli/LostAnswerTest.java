package io.govchain.cli;

import static io.govchain.cli.ScriptedProxy.Answer.lost;
import static io.govchain.cli.ScriptedProxy.Answer.refused;
import static io.govchain.cli.ScriptedProxy.Answer.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A script signs anew what it is told was refused: of a call that may be taken that is not said.
 */
class LostAnswerTest {
  @TempDir private Path home;
  private ScriptedProxy proxy;

  @BeforeEach
  void start() throws Exception {
    proxy = new ScriptedProxy(home);
    Files.writeString(home.resolve("password"), "a password");
    Run key =
        Run.of(
            "keys",
            "new",
            "--keystore",
            home.resolve("app.json").toString(),
            "--password-file",
            home.resolve("password").toString());
    assertThat(key.exit()).as(key.toString()).isZero();
  }

  @AfterEach
  void stop() {
    proxy.close();
  }

  private Run call() {
    List<String> command =
        new ArrayList<>(
            List.of(
                "call",
                "--json",
                "--application",
                "registry/notary-app",
                "--keystore",
                home.resolve("app.json").toString(),
                "--password-file",
                home.resolve("password").toString(),
                "--pipeline",
                ScriptedProxy.PIPELINE,
                "--write",
                "source",
                "registry/evidence",
                "store(bytes32,string)",
                "[\"0x" + "d1".repeat(32) + "\",\"deed 2031\"]"));
    command.addAll(proxy.options(proxy.fingerprint()));
    return Run.of(command.toArray(String[]::new));
  }

  private void requireUnknown(Run run, String status) {
    assertThat(run.exit()).as(run.toString()).isEqualTo(3);
    assertThat(run.json().path("transaction").asText()).isEqualTo(proxy.transaction());
    assertThat(run.json().path("status").asText()).isEqualTo(status);
    assertThat(run.problem().path("code").asText()).isEqualTo("unreachable");
    assertThat(run.problem().path("detail").asText())
        .contains("transaction ask " + proxy.transaction());
    assertThat(proxy.hasSaidAll()).isTrue();
  }

  @Test
  void shouldSayThatItIsUnknown_whenTheRepetitionIsRefused() {
    proxy.toCalls(
        lost(), refused(503, "governance-unavailable"), refused(403, "signature-invalid"));

    requireUnknown(call(), "unknown");
  }

  @Test
  void shouldWaitForTheEnd_whenTheRepetitionIsRefusedForAMoment() {
    proxy
        .toCalls(lost(), refused(429, "rate-limited"), told(200, "executing"))
        .toQuestions(told(200, "settled"));

    Run run = call();

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(proxy.hasSaidAll()).isTrue();
  }

  @Test
  void shouldWaitForTheEnd_whenTheProxyStopsAfterItTookTheCall() {
    proxy
        .toCalls(told(202, "received"))
        .toQuestions(
            refused(503, "service-stopping"),
            lost(),
            refused(503, "registry-unavailable"),
            refused(404, "transaction-unknown"),
            told(200, "settled"));

    Run run = call();

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.json().path("status").asText()).isEqualTo("settled");
  }

  @Test
  void shouldSayThatItGoesOn_whenTheProxyWillNotTellAnyMore() {
    proxy.toCalls(told(202, "received")).toQuestions(refused(403, "certificate-unregistered"));

    requireUnknown(call(), "received");
  }

  @Test
  void shouldSayThatItIsRefused_whenTheFirstAttemptIs() {
    proxy.toCalls(refused(503, "governance-unavailable"));

    Run run = call();

    assertThat(run.exit()).as(run.toString()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.problem().path("code").asText()).isEqualTo("governance-unavailable");
  }

  @Test
  void shouldWaitOnlyForWhatTheProxyKnows_whenAskedLater() {
    List<String> command =
        new ArrayList<>(List.of("transaction", "ask", "0x" + "3c".repeat(32), "--wait", "60"));
    command.addAll(proxy.options(proxy.fingerprint()));
    proxy.toQuestions(refused(404, "transaction-unknown"));
    assertThat(Run.of(command.toArray(String[]::new)).exit()).isEqualTo(4);

    proxy.toQuestions(refused(503, "overloaded"), told(200, "settled"));
    assertThat(Run.of(command.toArray(String[]::new)).exit()).isZero();
  }
}
