package io.govchain.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.service.config.ConfigLoader;
import io.govchain.service.config.TlsFiles;
import io.govchain.service.exit.StartupFailure;
import io.govchain.service.tls.TlsCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the console may listen, and to which names it answers. */
class ListeningTest {
  private static final String TLS = "tls: {certificate: tls.crt, key: tls.key}\n";
  @TempDir Path folder;

  @BeforeEach
  void certify() {
    TlsCertificates.create(
        "console",
        List.of("console.example"),
        new TlsFiles(folder.resolve("tls.crt"), folder.resolve("tls.key")));
  }

  @Test
  void shouldListenInPlain_whenTheAddressIsLoopback() throws Exception {
    Listening listening = listening("listen: {port: 7080}\n");
    assertThat(listening.isLoopback()).isTrue();
    assertThat(listening.access().tls()).isEmpty();
    assertThat(listening.access().hosts()).contains("127.0.0.1", "localhost");
    assertThat(listening.access().headers()).doesNotContainKey("strict-transport-security");
  }

  @Test
  void shouldRefuse_whenOthersCouldListenIn() {
    assertThatThrownBy(() -> listening("listen: {host: 10.0.0.5, port: 80}\n"))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("expected a certificate")
        .hasMessageContaining("10.0.0.5");
  }

  @Test
  void shouldDemandItsNames_whenItListensEverywhere() throws Exception {
    assertThatThrownBy(() -> listening("listen: {host: 0.0.0.0, port: 443}\n" + TLS))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("page.hosts");
    Listening named =
        listening(
            "listen: {host: 0.0.0.0, port: 443}\n"
                + TLS
                + "page: {hosts: [Console.Example], nodes: ['https://node.example:8545']}\n");
    assertThat(named.isLoopback()).isFalse();
    assertThat(named.access().hosts()).containsExactly("console.example");
    assertThat(named.access().headers())
        .containsKey("strict-transport-security")
        .hasEntrySatisfying(
            "content-security-policy",
            policy -> assertThat(policy).contains("https://node.example:8545"));
  }

  @Test
  void shouldRefuse_whenANodeWouldChangeThePolicy() {
    assertThatThrownBy(
            () -> listening("listen: {port: 1}\npage: {nodes: [\"https://a; script-src *\"]}\n"))
        .hasMessageContaining("nodes such as https://node.example:8545");
  }

  private Listening listening(String more) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("console.yaml"),
            """
            management: {port: 0}
            governance: {rpc: "http://127.0.0.1:8545"}
            database: console.db
            network: {name: Test, environment: test}
            """
                + more);
    return Listening.of(ConfigLoader.load(file, ConsoleConfig.class, Map.of()));
  }
}
