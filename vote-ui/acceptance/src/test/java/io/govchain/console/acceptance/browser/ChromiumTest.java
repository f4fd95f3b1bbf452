package io.govchain.console.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that looks for a browser; nothing is installed here. */
class ChromiumTest {
  private static final int NONE = 3;

  @TempDir private Path directory;

  @Test
  void shouldTakeTheOneThatIsNamed_whenItIsAProgram() throws Exception {
    Path named = program("my-chromium");

    assertThat(run(Map.of("CHROMIUM", named.toString()))).isEqualTo(new Said(0, named.toString()));
  }

  @Test
  void shouldSayWhatIsWrong_whenTheOneThatIsNamedIsNone() throws Exception {
    program("chromium");

    Said said = run(Map.of("CHROMIUM", directory.toString(), "PATH", directory + ":" + path()));

    assertThat(said.exit()).isEqualTo(NONE);
    assertThat(said.text()).contains("CHROMIUM names " + directory, "expected the path");
  }

  @Test
  void shouldTakeTheFirstOnThePath_whenNoneIsNamed() throws Exception {
    Path found = program("chromium");

    assertThat(run(Map.of("CHROMIUM", "", "PATH", directory + ":" + path())))
        .isEqualTo(new Said(0, found.toString()));
  }

  private record Said(int exit, String text) {}

  private static Said run(Map<String, String> environment) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("sh", SourceTree.find("scripts/chromium.sh").toString(), "--find")
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text.strip());
  }

  private static String path() {
    return System.getenv("PATH");
  }

  private Path program(String name) throws IOException {
    Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
