package io.govchain.service.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.service.config.TlsFiles;
import io.govchain.service.exit.Exit;
import io.govchain.service.exit.StartupFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutualTlsTest {
  @TempDir Path folder;

  private TlsFiles files(String name) {
    return new TlsFiles(folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
  }

  private Fingerprint create(String name) {
    return TlsCertificates.create(
        "registry/" + name, List.of("127.0.0.1", "proxy.example"), files(name));
  }

  private static void assertRefused(TlsFiles files, String message) {
    assertThatThrownBy(() -> MutualTls.load(files))
        .isInstanceOfSatisfying(
            StartupFailure.class, e -> assertThat(e.exit()).isEqualTo(Exit.CONFIGURATION))
        .hasMessageContaining(message);
  }

  @Test
  void shouldBeThePinnedOne_whenLoadedAgain() throws IOException {
    Fingerprint created = create("a");
    MutualTls loaded = MutualTls.load(files("a"));
    assertThat(loaded.fingerprint()).isEqualTo(created);
    assertThat(loaded.certificate().getSubjectX500Principal().getName()).contains("registry/a");
    assertThat(loaded.certificate().getPublicKey().getAlgorithm()).isEqualTo("EC");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files("a").key())))
        .isEqualTo("rw-------");
  }

  @Test
  void shouldKeepExistingFiles_whenCreatedTwice() throws IOException {
    create("a");
    byte[] key = Files.readAllBytes(files("a").key());
    assertThatThrownBy(() -> create("a")).hasMessageContaining("a.key");
    assertThat(Files.readAllBytes(files("a").key())).isEqualTo(key);
  }

  @Test
  void shouldSayWhatIsWrong_whenFilesCannotBeUsed() throws IOException {
    create("a");
    create("b");
    assertRefused(new TlsFiles(files("a").certificate(), files("b").key()), "actual another key");
    assertRefused(files("missing"), "missing.crt: expected a readable file, actual nothing there");
    assertRefused(new TlsFiles(files("a").key(), files("a").key()), "expected a PEM certificate");
    assertRefused(
        new TlsFiles(files("a").certificate(), files("b").certificate()),
        "expected an unencrypted PKCS#8 key (BEGIN PRIVATE KEY)");
    Path broken =
        Files.writeString(
            folder.resolve("broken.key"),
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    assertRefused(new TlsFiles(files("a").certificate(), broken), "expected a PKCS#8 EC key");
  }

  @Test
  void shouldReadOtherToolsNotation_whenParsingAFingerprint() {
    String hex = "ab".repeat(32);
    assertThat(Fingerprint.parse(hex.toUpperCase(java.util.Locale.ROOT)).value())
        .isEqualTo("0x" + hex);
    assertThat(Fingerprint.parse("AB:".repeat(31) + "AB").value()).isEqualTo("0x" + hex);
    assertThatThrownBy(() -> Fingerprint.parse("0x12")).hasMessageContaining("64 lower-case hex");
  }
}
