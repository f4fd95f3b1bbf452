package io.govchain.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.service.config.ConfigLoader;
import io.govchain.testnet.Awaiting;
import io.govchain.testnet.FaultyLink;
import io.govchain.testnet.FreePort;
import io.govchain.testnet.consortium.Consortium;
import io.govchain.testnet.consortium.Progress;
import io.govchain.testnet.consortium.Setup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A console whose chain does not answer yet says so at once, and serves once it does. */
class FirstContactTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void shouldSayWhatItWaitsFor_untilTheChainAnswers(@TempDir Path home) throws Exception {
    int management = FreePort.choose();
    Setup setup = Setup.embedded(home.resolve("consortium"));
    try (Consortium consortium =
            Consortium.found(setup, Map.of("court", "City Court"), Progress.silent());
        FaultyLink link = FaultyLink.to(consortium.network().rpc());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      link.cut();
      ConsoleConfig config =
          config(home, link.through(consortium.network().rpc()).toString(), management);
      Future<Console> starting = threads.submit(() -> Console.start(config));

      HttpResponse<String> waiting =
          Awaiting.within(PATIENCE)
              .until("the management listener", () -> ask(management), this::answers);
      assertThat(waiting.statusCode()).isEqualTo(503);
      JsonNode check = new ObjectMapper().readTree(waiting.body()).at("/checks/0");
      assertThat(check.path("name").asText()).isEqualTo("governance-chain");
      assertThat(check.path("ok").asBoolean()).isFalse();
      assertThat(check.path("text").asText()).startsWith("expected the chain's first answer");
      Awaiting.within(PATIENCE)
          .until(
              "the reason",
              () -> ask(management),
              told -> told.body().contains(String.valueOf(link.port())));
      assertThat(starting).isNotDone();

      link.restore();
      Console console = starting.get();
      try {
        assertThat(console.managementPort()).isEqualTo(management);
        HttpResponse<String> ready =
            Awaiting.within(PATIENCE)
                .until("ready", () -> ask(management), told -> told.statusCode() == 200);
        assertThat(ready.body()).contains("\"database\"", "\"index\"");
      } finally {
        console.close();
      }
    }
  }

  private boolean answers(HttpResponse<String> response) {
    return response.statusCode() != 0;
  }

  private HttpResponse<String> ask(int port) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready")).build();
    while (true) {
      try {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
      } catch (java.net.ConnectException notYet) {
        Thread.onSpinWait();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static ConsoleConfig config(Path home, String rpc, int management) throws IOException {
    Path file =
        Files.writeString(
            home.resolve("console.yaml"),
            """
            listen: {port: 0}
            management: {port: %d}
            governance: {rpc: %s}
            database: console.db
            network: {name: Waiting, environment: test}
            log: {format: plain, level: warn}
            """
                .formatted(management, rpc));
    return ConfigLoader.load(file, ConsoleConfig.class);
  }
}
