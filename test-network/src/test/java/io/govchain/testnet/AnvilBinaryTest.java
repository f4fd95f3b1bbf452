package io.govchain.testnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnvilBinaryTest {
  private static final String IN_MODULES =
      "contracts/node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil";

  @TempDir Path directory;

  @Test
  void shouldPreferTheOverride_whenSet() throws IOException {
    Path wanted = program("elsewhere/anvil");
    program("project/" + IN_MODULES);
    assertThat(locate(Map.of("GOVCHAIN_ANVIL", wanted.toString()), "project")).isEqualTo(wanted);
  }

  @Test
  void shouldNotFallBack_whenTheOverrideIsWrong() throws IOException {
    program("project/" + IN_MODULES);
    NetworkException missing =
        catchThrowableOfType(
            NetworkException.class, () -> locate(Map.of("GOVCHAIN_ANVIL", "/no/anvil"), "project"));
    assertThat(missing.error()).isEqualTo(NetworkError.ANVIL_MISSING);
    assertThat(missing).hasMessageContaining("GOVCHAIN_ANVIL").hasMessageContaining("/no/anvil");
  }

  @Test
  void shouldLookUpward_whenStartedInAModule() throws IOException {
    Path wanted = program("project/" + IN_MODULES);
    Files.createDirectories(directory.resolve("project/cli/target"));
    assertThat(locate(Map.of(), "project/cli/target")).isEqualTo(wanted);
  }

  @Test
  void shouldLookIntoTheHome_whenStartedElsewhere() throws IOException {
    Path wanted = program("project/" + IN_MODULES);
    Files.createDirectories(directory.resolve("other"));
    String home = directory.resolve("project").toString();
    assertThat(locate(Map.of("GOVCHAIN_HOME", home), "other")).isEqualTo(wanted);
  }

  @Test
  void shouldUseThePath_whenTheProjectHasNone() throws IOException {
    Path wanted = program("bin/anvil");
    String path = "/nowhere:" + directory.resolve("bin");
    assertThat(locate(Map.of("PATH", path), ".")).isEqualTo(wanted);
  }

  @Test
  void shouldSayWhereItLookedAndWhatToInstall_whenThereIsNone() throws IOException {
    Path unusable = Files.createDirectories(directory.resolve("bin")).resolve("anvil");
    Files.createFile(unusable);
    NetworkException missing =
        catchThrowableOfType(
            NetworkException.class,
            () -> locate(Map.of("PATH", directory.resolve("bin").toString()), "."));
    assertThat(missing)
        .hasMessageContaining(directory.resolve("contracts/node_modules") + " (not there)")
        .hasMessageContaining(unusable + " (not executable)")
        .hasMessageContaining("npm ci --prefix contracts");
  }

  private Path locate(Map<String, String> environment, String workingDirectory) {
    return new AnvilBinary(environment, directory.resolve(workingDirectory), "linux-amd64")
        .locate();
  }

  private Path program(String path) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.createFile(file);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
