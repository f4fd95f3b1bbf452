package io.govchain.testnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BesuInstallationTest {
  @TempDir Path directory;

  @Test
  void shouldUseTheHome_whenSet() throws IOException {
    Path besu = program("home/bin/besu");
    Map<String, String> environment =
        Map.of("BESU_HOME", directory.resolve("home").toString(), "PATH", "/usr/bin");
    assertThat(new BesuInstallation(environment).locate()).isEqualTo(besu);
  }

  @Test
  void shouldUseThePath_whenThereIsNoHome() throws IOException {
    Path besu = program("bin/besu");
    Map<String, String> environment = Map.of("PATH", "/nowhere:" + directory.resolve("bin"));
    assertThat(new BesuInstallation(environment).locate()).isEqualTo(besu);
  }

  @Test
  void shouldNotFallBackToThePath_whenTheHomeIsWrong() throws IOException {
    program("bin/besu");
    Map<String, String> environment =
        Map.of("BESU_HOME", "/no/besu", "PATH", directory.resolve("bin").toString());
    NetworkException missing =
        catchThrowableOfType(
            NetworkException.class, () -> new BesuInstallation(environment).locate());
    assertThat(missing.error()).isEqualTo(NetworkError.BESU_MISSING);
    assertThat(missing).hasMessageContaining("/no/besu/bin/besu").hasMessageContaining("BESU_HOME");
  }

  private Path program(String path) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.createFile(file);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
