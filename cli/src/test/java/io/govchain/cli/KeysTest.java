package io.govchain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.client.KeystoreSigner;
import io.govchain.evm.signing.KeystoreFile;
import io.govchain.evm.signing.Passwords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {
  @TempDir private Path directory;

  @Test
  void shouldMakeAKeyThatOpensWithItsPassword_whenAskedForANewOne() throws Exception {
    Path password = Files.writeString(directory.resolve("password"), "secret\n");
    Path keystore = directory.resolve("key.json");

    Run made = keys("new", keystore, password);

    assertThat(made.exit()).as(made.toString()).isZero();
    String address = made.json().path("address").asText();
    assertThat(KeystoreFile.open(keystore, Passwords.fromFile(password)).address())
        .isEqualTo(address);
    assertThat(KeystoreSigner.open(keystore, password).address()).isEqualTo(address);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keystore)))
        .isEqualTo("rw-------");
    Run shown = keys("show", keystore, password);
    assertThat(shown.json()).isEqualTo(made.json());
    assertThat(made.out() + shown.out()).doesNotContain("secret");
  }

  @Test
  void shouldExitWithTwo_whenThePasswordIsWrong() throws Exception {
    Path password = Files.writeString(directory.resolve("password"), "secret");
    Path keystore = directory.resolve("key.json");
    KeystoreFile.create(keystore, "other".toCharArray(), KeystoreFile.Strength.LIGHT);

    Run run = keys("show", keystore, password);

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.problem().path("detail").asText()).contains("wrong password");
  }

  @Test
  void shouldMakeACertificate_whenItsDirectoryIsNew() {
    Path home = directory.resolve("tls");

    Run run = certificate(home);

    assertThat(run.exit()).as(run.toString()).isZero();
    JsonNode made = run.json();
    assertThat(made.path("fingerprint").asText()).matches("0x[0-9a-f]{64}");
    assertThat(Path.of(made.path("certificate").asText())).isEqualTo(home.resolve("tls.crt"));
    assertThat(home.resolve("tls.key")).content().startsWith("-----BEGIN PRIVATE KEY-----");
    assertThat(certificate(home).exit()).as("the second must not overwrite the first").isEqualTo(2);
  }

  @Test
  void shouldPrintADigest_whenThePublicKeyWouldFillTheScreen() {
    Path text = directory.resolve("text.key");
    Path json = directory.resolve("json.key");

    Run forPeople = protocolKey("--key-file", text.toString());
    Run forPrograms = protocolKey("--json", "--key-file", json.toString());

    assertThat(forPeople.exit()).as(forPeople.toString()).isZero();
    assertThat(forPeople.out())
        .containsPattern("publicKey +SHA-256 0x[0-9a-f]{64}, 1952 bytes")
        .contains(text.toString())
        .hasSizeLessThan(400);
    assertThat(forPrograms.json().path("publicKey").asText()).hasSize(2 + 2 * 1952);
  }

  private static Run protocolKey(String... more) {
    return Run.of(
        Stream.concat(Stream.of("account", "key", "new", "--suite", "pq"), Stream.of(more))
            .toArray(String[]::new));
  }

  private static Run certificate(Path home) {
    return Run.of(
        "keys",
        "certificate",
        "--json",
        "--name",
        "registry/subchain-proxy",
        "--directory",
        home.toString(),
        "--host",
        "127.0.0.1");
  }

  private static Run keys(String verb, Path keystore, Path password) {
    return Run.of(
        "keys",
        verb,
        "--json",
        "--keystore",
        keystore.toString(),
        "--password-file",
        password.toString());
  }
}
