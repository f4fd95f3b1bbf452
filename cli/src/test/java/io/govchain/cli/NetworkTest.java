package io.govchain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.signing.SigningKey;
import io.govchain.testnet.Awaiting;
import io.govchain.testnet.NodeKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private Path directory;

  @Test
  void shouldMakeAGenesisFile_whenTheFoundingIsSound() throws Exception {
    Path founding = founding("governor");
    Path genesis = directory.resolve("genesis.json");

    Run run = genesis(founding, genesis);

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.json().path("validators")).hasSize(1);
    JsonNode made = new ObjectMapper().readTree(genesis.toFile());
    assertThat(made.path("config").path("chainId").asLong()).isEqualTo(4711);
    assertThat(genesis(founding, genesis).exit()).as("never overwritten").isEqualTo(2);
  }

  @Test
  void shouldSayWhatIsWrong_whenTheFoundingIsNot() throws Exception {
    Path genesis = directory.resolve("genesis.json");

    Run role = genesis(founding("boss"), genesis);
    assertThat(role.exit()).isEqualTo(2);
    assertThat(role.problem().path("detail").asText())
        .isEqualTo("role: expected one of governor, operator, cross-chain, auditor, actual 'boss'");

    Path unknown = Files.writeString(directory.resolve("unknown.json"), "{\"chain\": 1}");
    Run key = genesis(unknown, genesis);
    assertThat(key.exit()).isEqualTo(2);
    assertThat(key.problem().path("detail").asText()).contains("chain");
    assertThat(genesis).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "'\"chainId\": 4711, ', '', none",
    "4711, 0, 0",
    "4711, 4503599627370477, 4503599627370477",
    "4711, 190026, '190026, that of all networks of ''network start'' and the demo'"
  })
  void shouldDrawAnIdToAgreeOn_whenTheFoundingHasNoneOfItsOwn(
      String written, String instead, String actual) throws Exception {
    Path founding = founding("governor");
    Files.writeString(founding, Files.readString(founding).replace(written, instead));
    Path genesis = directory.resolve("genesis.json");

    Run run = genesis(founding, genesis);

    assertThat(run.exit()).isEqualTo(2);
    String told = run.problem().path("detail").asText();
    assertThat(told)
        .matches(".*such as [1-9][0-9]{9,11} \\(drawn for you\\), actual .*")
        .endsWith("actual " + actual);
    assertThat(genesis).doesNotExist();
    String drawn = told.replaceFirst(".*such as ([0-9]+) .*", "$1");
    Path agreed = Files.writeString(directory.resolve("agreed.json"), withId(founding, drawn));
    assertThat(genesis(agreed, genesis).json().path("chainId").asText()).isEqualTo(drawn);
  }

  private static String withId(Path founding, String id) throws IOException {
    String text = Files.readString(founding).replaceFirst("\"chainId\": *[0-9]+,", "");
    return text.replaceFirst("\\{", "{\"chainId\": " + id + ",");
  }

  @Test
  void shouldRunUntilItIsToldToEndAndGoOnLater_whenStarted() throws Exception {
    Path home = directory.resolve("network");
    String first;
    Process network = start(home);
    try {
      JsonNode shown = shown(network);
      first = Run.of("institution", "list", "--json", "--rpc", shown.path("rpc").asText()).out();
      assertThat(new ObjectMapper().readTree(first)).hasSize(2);
      assertThat(shown.path("governors").get(0).path("institution").asText()).isEqualTo("court");
    } finally {
      end(network);
    }
    network = start(home);
    try {
      String rpc = shown(network).path("rpc").asText();
      assertThat(Run.of("institution", "list", "--json", "--rpc", rpc).out()).isEqualTo(first);
    } finally {
      end(network);
    }
  }

  private Process start(Path home) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Govchain.class.getName(),
            "network",
            "start",
            "--json",
            "--directory",
            home.toString())
        .redirectOutput(directory.resolve("network.json").toFile())
        .redirectError(directory.resolve("network.err").toFile())
        .start();
  }

  private JsonNode shown(Process network) {
    return Awaiting.within(PATIENCE)
        .untilFound(
            "the network says where it is",
            () -> {
              assertThat(network.isAlive()).as(text("network.err")).isTrue();
              try {
                JsonNode shown = new ObjectMapper().readTree(text("network.json"));
                return Optional.ofNullable(shown).filter(document -> document.has("rpc"));
              } catch (IOException notComplete) {
                return Optional.empty();
              }
            });
  }

  private String text(String file) {
    try {
      return Files.readString(directory.resolve(file));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static void end(Process network) throws InterruptedException {
    List<ProcessHandle> chains = network.descendants().toList();
    network.destroy();
    assertThat(network.waitFor(30, TimeUnit.SECONDS)).isTrue();
    Awaiting.within(PATIENCE)
        .untilTrue(
            "the chain ended as well", () -> chains.stream().noneMatch(ProcessHandle::isAlive));
  }

  private Path founding(String role) throws IOException {
    SigningKey governor = SigningKey.random();
    return Files.writeString(
        directory.resolve("founding-" + role + ".json"),
        """
        {"chainId": 4711, "votingDays": 3,
         "institutions": [{"code": "court", "name": "City Court",
                           "documentDigest": "0x%s", "contact": "%s"}],
         "accounts": [{"institution": "court", "role": "%s", "publicKey": "%s"}],
         "nodes": [{"institution": "court", "kind": "genesis", "publicKey": "%s",
                    "endpoint": "127.0.0.1:30303"}]}
        """
            .formatted(
                "ab".repeat(32),
                governor.address(),
                role,
                Hex.of(governor.publicKey()),
                Hex.of(NodeKey.generate().publicKey())));
  }

  private static Run genesis(Path founding, Path out) {
    return Run.of(
        "network", "genesis", "--json", "--founding", founding.toString(), "--out", out.toString());
  }
}
