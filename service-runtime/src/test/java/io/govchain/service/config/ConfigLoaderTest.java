package io.govchain.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.govchain.service.exit.Exit;
import io.govchain.service.tls.Fingerprint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {
  record Adapter(String kind, Map<String, String> settings) {}

  record Limits(@Default("50") int callsPerSecond, @Default("10s") Duration pause) {
    Limits {
      if (callsPerSecond < 1) {
        throw new IllegalArgumentException("callsPerSecond of at least 1");
      }
    }
  }

  record Example(
      String service,
      ListenAddress listen,
      TlsFiles tls,
      GovernanceEndpoint governance,
      Path database,
      List<Fingerprint> operators,
      Optional<Adapter> adapter,
      Limits limits,
      LogSettings log) {}

  private static final String COMPLETE =
      """
      service: registry/subchain-proxy
      listen: {host: 0.0.0.0, port: 9443}
      tls: {certificate: tls.crt, key: /etc/keys/tls.key}
      governance: {rpc: "http://127.0.0.1:8545"}
      database: data/proxy.db
      operators: [0x%s]
      adapter: {kind: evm, settings: {rpc: "http://127.0.0.1:8600", passwordFile: p}}
      limits: {pause: 500ms}
      """
          .formatted("ab".repeat(32));

  @TempDir Path folder;

  private Example load(String yaml, Map<String, String> environment) {
    return ConfigLoader.load(write(yaml), Example.class, environment);
  }

  private Path write(String yaml) {
    try {
      return Files.writeString(folder.resolve("proxy.yaml"), yaml);
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private ConfigException refused(String yaml, Map<String, String> environment) {
    return catchThrowableOfType(ConfigException.class, () -> load(yaml, environment));
  }

  @Test
  void shouldBindEveryType_whenTheFileIsComplete() {
    Example example = load(COMPLETE, Map.of());
    assertThat(example.listen()).isEqualTo(new ListenAddress("0.0.0.0", 9443));
    assertThat(example.tls().certificate()).isEqualTo(folder.resolve("tls.crt"));
    assertThat(example.tls().key()).isEqualTo(Path.of("/etc/keys/tls.key"));
    assertThat(example.governance().rpc()).isEqualTo(URI.create("http://127.0.0.1:8545"));
    assertThat(example.governance().ws()).isEmpty();
    assertThat(example.operators()).containsExactly(new Fingerprint("0x" + "ab".repeat(32)));
    assertThat(example.adapter().orElseThrow().settings()).containsEntry("passwordFile", "p");
    assertThat(example.limits()).isEqualTo(new Limits(50, Duration.ofMillis(500)));
    assertThat(example.log().format()).isEqualTo(LogSettings.Format.JSON);
  }

  @Test
  void shouldPreferTheEnvironment_whenBothSayIt() {
    Example example =
        load(
            COMPLETE,
            Map.of(
                "GOVCHAIN_LISTEN_PORT", "1234",
                "GOVCHAIN_GOVERNANCE_WS", "ws://127.0.0.1:8546",
                "GOVCHAIN_OPERATORS", "0x" + "01".repeat(32) + ", 0x" + "02".repeat(32),
                "GOVCHAIN_ADAPTER_SETTINGS_PASSWORD_FILE", "other",
                "GOVCHAIN_LOG_FORMAT", "plain",
                "GOVCHAIN_HOME", "/not/a/key"));
    assertThat(example.listen().port()).isEqualTo(1234);
    assertThat(example.governance().ws()).hasValue(URI.create("ws://127.0.0.1:8546"));
    assertThat(example.operators()).hasSize(2);
    assertThat(example.adapter().orElseThrow().settings()).containsEntry("passwordFile", "other");
    assertThat(example.log().format()).isEqualTo(LogSettings.Format.PLAIN);
  }

  record Sharing(Optional<Boolean> evidence) {}

  @Test
  void shouldTellWhetherASwitchWasSet_whenItIsOptional() {
    assertThat(sharing("evidence: true\n").evidence()).contains(true);
    assertThat(sharing("evidence: false\n").evidence()).contains(false);
    assertThat(sharing("{}\n").evidence()).isEmpty();
    assertThatThrownBy(() -> sharing("evidence: yes please\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("key 'evidence': expected true or false, actual 'yes please'");
  }

  private Sharing sharing(String yaml) {
    return ConfigLoader.load(write(yaml), Sharing.class, Map.of());
  }

  @Test
  void shouldSkipTheOptionalSection_whenAbsent() {
    String without = COMPLETE.replaceAll("(?m)^adapter:.*$", "");
    assertThat(load(without, Map.of()).adapter()).isEmpty();
    Map<String, String> partly = Map.of("GOVCHAIN_ADAPTER_KIND", "evm");
    assertThat(load(without, partly).adapter().orElseThrow().kind()).isEqualTo("evm");
  }

  @Test
  void shouldNameTheKeyAndTheNearestOne_whenAKeyIsUnknown() {
    ConfigException failure = refused(COMPLETE.replace("certificate:", "certifcate:"), Map.of());
    assertThat(failure.exit()).isEqualTo(Exit.CONFIGURATION);
    assertThat(failure)
        .hasMessageContaining("proxy.yaml")
        .hasMessageContaining("key 'tls.certifcate': expected one of certificate, key")
        .hasMessageContaining("did you mean 'certificate'?")
        .hasMessageContaining("key 'tls.certificate': expected a path, actual nothing");
    assertThat(failure.getMessage()).doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "port: 9443|port: lots|key 'listen.port': expected a whole number, actual 'lots'",
        "port: 9443|port: 70000|key 'listen': expected a port from 0 to 65535",
        "port: 9443|port: [1]|key 'listen.port': expected a whole number, actual a list",
        "pause: 500ms|pause: soon|key 'limits.pause': expected a duration such as 500ms",
        "pause: 500ms|callsPerSecond: 0|key 'limits': expected callsPerSecond of at least 1",
        "{kind: evm|{kinds: evm|did you mean 'kind'?",
        "operators: [0xab|operators: [0xzz|key 'operators[0]': expected a SHA-256 certificate",
        "database: data/proxy.db|database: {file: x}|key 'database': expected a path, actual a section",
        "rpc: \"http://127.0.0.1:8545\"|rpc: nowhere|key 'governance.rpc': expected a URI such as",
        "service: registry|serivce: registry|key 'service': expected a text, actual nothing"
      })
  void shouldSayExpectedAndActual_whenAValueIsWrong(String right, String wrong, String message) {
    String yaml = COMPLETE.replace(right, wrong);
    assertThat(yaml).isNotEqualTo(COMPLETE);
    assertThat(refused(yaml, Map.of())).hasMessageContaining(message);
  }

  record Receiver(URI url, Optional<String> label, List<String> nodes, int port) {
    Receiver {
      throw new IllegalArgumentException("a receiver on this machine");
    }
  }

  record Receivers(List<Receiver> receivers) {}

  @Test
  void shouldTellEachKeyAndNoSecretOfAnAddress_whenASectionIsRefused() {
    String yaml =
        "receivers: [{url: \"https://me:word@host:1/path?token=x\","
            + " nodes: [\"http://one/word\", two], port: 7}]";
    assertThatThrownBy(() -> ConfigLoader.load(write(yaml), Receivers.class, Map.of()))
        .hasMessageContaining(
            "key 'receivers[0]': expected a receiver on this machine, actual url https://host:1/..., nodes [http://one/..., two], port 7");
  }

  @ParameterizedTest
  @CsvSource({
    "http:/me:word@node:8545/v1/token, 'http:node:8545/...'",
    "me:word@node, 'me:node'",
    "http://me:wo/rd@/token?word, 'http:///...'",
    "http://me:wo#word@node/token, '...'",
    "nowhere, 'nowhere'"
  })
  void shouldTellNoSecretOfAnAddress_whenItIsNone(String typed, String told) {
    String yaml = COMPLETE.replace("http://127.0.0.1:8545", typed);
    assertThat(refused(yaml, Map.of()))
        .hasMessageContaining("expected a URI such as http://127.0.0.1:8545, actual '" + told + "'")
        .hasMessageNotContainingAny("word", "token");
  }

  @Test
  void shouldNameTheVariable_whenTheEnvironmentIsWrong() {
    assertThat(refused(COMPLETE, Map.of("GOVCHAIN_LISTEN_PORT", "lots")))
        .hasMessageContaining("actual 'lots' (from environment variable GOVCHAIN_LISTEN_PORT)");
  }

  @Test
  void shouldReportEveryProblem_whenThereAreSeveral() {
    ConfigException failure = refused("service: x", Map.of());
    assertThat(failure.problems())
        .extracting(ConfigProblem::key)
        .contains("listen.port", "tls.certificate", "tls.key", "governance.rpc", "database");
  }

  @Test
  void shouldSayWhere_whenItIsNoYaml() throws IOException {
    assertThat(refused("service: [", Map.of())).hasMessageContaining("at line 1");
    assertThat(refused("- a\n- b", Map.of())).hasMessageContaining("a mapping of keys");
    assertThat(refused(COMPLETE + "\nservice: again", Map.of()))
        .hasMessageContaining("Duplicate field 'service'");
    Files.delete(folder.resolve("proxy.yaml"));
    assertThatThrownBy(() -> ConfigLoader.load(folder.resolve("proxy.yaml"), Example.class))
        .hasMessageContaining("expected a readable file, actual nothing there");
  }
}
