package io.govchain.service.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.service.config.TlsFiles;
import io.govchain.service.tls.TlsCertificates;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceLauncherTest {
  @TempDir Path folder;

  @BeforeEach
  void certificate() {
    TlsFiles files = new TlsFiles(folder.resolve("tls.crt"), folder.resolve("tls.key"));
    TlsCertificates.create("test/service", List.of(), files);
  }

  private Path config(int port, String database) throws IOException {
    return Files.writeString(
        folder.resolve("service.yaml"),
        """
        listen: {port: %d}
        management: {port: 0}
        tls: {certificate: tls.crt, key: tls.key}
        database: %s
        """
            .formatted(port, database));
  }

  private Process start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")),
                "-cp",
                System.getProperty("java.class.path"),
                LaunchedService.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).start();
  }

  private void assertEnds(int code, String message, String... arguments) throws Exception {
    Process process = start(arguments);
    String error = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(error).isEqualTo(code);
    assertThat(error.strip().lines()).singleElement().asString().contains(message);
  }

  @Test
  void shouldEndWithTwo_whenTheConfigurationIsWrong() throws Exception {
    assertEnds(2, "usage: launched-service --config FILE", "--confg", "x");
    Path file = folder.resolve("bad.yaml");
    Files.writeString(file, "listen: {prt: 1}\n");
    assertEnds(2, "did you mean 'port'?", "--config", file.toString());
  }

  @Test
  void shouldEndWithThree_whenTheDatabaseIsUnusable() throws Exception {
    Files.writeString(folder.resolve("broken.db"), "no database".repeat(1000));
    assertEnds(3, "database-corrupt", "--config", config(0, "broken.db").toString());
  }

  @Test
  void shouldEndWithFour_whenThePortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String config = config(taken.getLocalPort(), "service.db").toString();
      assertEnds(4, "127.0.0.1:" + taken.getLocalPort(), "--config", config);
    }
  }

  @Test
  void shouldLeaveNothingThatPilesUp_whenKilledAgainAndAgain() throws Exception {
    List<Long> left = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Process process = start("--config", config(0, "service.db").toString());
      BufferedReader log =
          new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
      String line;
      do {
        line = log.readLine();
        assertThat(line).as("the log before the service is ready").isNotNull();
      } while (!line.contains("launched-service ready"));
      process.destroyForcibly();
      assertThat(process.waitFor(15, TimeUnit.SECONDS)).isTrue();
      assertThat(folder.resolve("tmp")).isEmptyDirectory();
      left.add(files(folder));
    }
    assertThat(left.get(1)).isEqualTo(left.get(0));
  }

  private static long files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void shouldLogJsonAndStopGracefully_whenTerminated() throws Exception {
    Process process = start("--config", config(0, "service.db").toString());
    BufferedReader log = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    List<JsonNode> events = new ArrayList<>();
    do {
      events.add(new ObjectMapper().readTree(log.readLine()));
    } while (!events.getLast().path("formattedMessage").asText().endsWith("ready"));
    JsonNode port =
        events.stream()
            .filter(e -> e.path("formattedMessage").asText().startsWith("management port"))
            .findFirst()
            .orElseThrow();
    assertThat(port.path("mdc").path("transaction").asText()).isEqualTo("0x01");
    String number = port.path("formattedMessage").asText().replaceAll("\\D", "");
    URI ready = URI.create("http://127.0.0.1:" + number + "/health/ready");
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> health =
          client.send(HttpRequest.newBuilder(ready).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(health.body()).contains("takes writes");
    }
    // Through the handle: Process.destroy would close the log, too.
    process.toHandle().destroy();
    assertThat(process.waitFor(15, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143);
    assertThat(log.lines().toList().getLast()).contains("launched-service stopped");
  }
}
