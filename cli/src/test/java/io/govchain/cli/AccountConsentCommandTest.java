package io.govchain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.evm.signing.KeystoreFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command prints is what the console's form takes: one file of vectors for both. */
class AccountConsentCommandTest {
  private static final Path VECTORS = Path.of("../vote-ui/web/src/registers/inputs/consents.json");

  @TempDir private Path directory;
  private Path keystore;
  private Path password;

  @BeforeEach
  void makeTheKey() throws IOException {
    byte[] key = new byte[32];
    key[30] = 1;
    key[31] = 7;
    keystore = directory.resolve("key.json");
    password = Files.writeString(directory.resolve("password"), "secret\n");
    KeystoreFile.create(keystore, "secret".toCharArray(), KeystoreFile.Strength.LIGHT, key);
  }

  @Test
  void shouldPrintWhatTheFormTakes_whenTheKeyAgreesToBelong() throws IOException {
    Run run = consent("--institution", "0x" + "5".repeat(64), "--role", "cross-chain");

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.json()).isEqualTo(vector("belonging"));
  }

  @Test
  void shouldPrintWhatTheFormTakes_whenTheKeyTakesOver() throws IOException {
    Run run = consent("--rotates", "0x" + "2".repeat(40));

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.json()).isEqualTo(vector("succession"));
  }

  @Test
  void shouldExitWithTwo_whenItIsNotSaidToWhatTheKeyAgrees() {
    assertThat(consent("--institution", "registry").exit()).isEqualTo(2);
    assertThat(consent().exit()).isEqualTo(2);
    Run both =
        consent(
            "--institution", "registry", "--role", "operator", "--rotates", "0x" + "2".repeat(40));
    assertThat(both.exit()).isEqualTo(2);
    Run malformed = consent("--rotates", "0x22");
    assertThat(malformed.exit()).isEqualTo(2);
    assertThat(malformed.err()).contains("--rotates: expected 0x and 40 hex digits, actual '0x22'");
  }

  private Run consent(String... agreement) {
    List<String> key =
        List.of(
            "--chain-id",
            "190026",
            "--account-keystore",
            keystore.toString(),
            "--account-password-file",
            password.toString(),
            "--json");
    return Run.of(
        Stream.of(Stream.of("account", "consent"), Stream.of(agreement), key.stream())
            .flatMap(words -> words)
            .toArray(String[]::new));
  }

  private static JsonNode vector(String name) throws IOException {
    return new ObjectMapper().readTree(Files.readString(VECTORS)).path(name);
  }
}
