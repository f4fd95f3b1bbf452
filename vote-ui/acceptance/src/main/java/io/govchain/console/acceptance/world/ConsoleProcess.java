package io.govchain.console.acceptance.world;

import io.govchain.testnet.Awaiting;
import io.govchain.testnet.ChildCommand;
import io.govchain.testnet.ChildProcess;
import io.govchain.testnet.consortium.JvmOptions;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The console as its operator would run it: a process with a configuration file. */
public final class ConsoleProcess implements AutoCloseable {
  private static final String MAIN = "io.govchain.console.ConsoleMain";
  private static final Duration START_PATIENCE = Duration.ofSeconds(60);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
  private static final Duration ANSWER_TIME = Duration.ofSeconds(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final Path config;
  private final URI address;
  private final URI management;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER_TIME).build();
  private ChildProcess process;

  private ConsoleProcess(Path config, URI address, URI management) {
    this.config = config;
    this.address = address;
    this.management = management;
  }

  /** Writes its configuration; nothing runs yet. */
  static ConsoleProcess prepare(Path directory, ConsoleConfig config) {
    try {
      Files.createDirectories(directory);
      Path file = Files.writeString(directory.resolve("console.yaml"), config.yaml());
      return new ConsoleProcess(file, config.address(), config.management());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it and waits until it has read the chain. */
  public void start() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JvmOptions.forServices(Setup.Load.LIGHT));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
    command.addAll(List.of("--config", config.toString()));
    process =
        ChildProcess.start(
            new ChildCommand("console", command, Map.of(), config.getParent(), log()));
    Awaiting.within(START_PATIENCE)
        .lookingEvery(BETWEEN_LOOKS)
        .until("the console is ready", this::readiness, String::isEmpty);
  }

  /** Empty when ready, else what is missing. */
  private String readiness() {
    if (!process.isAlive()) {
      throw new IllegalStateException(
          "the console ended; its log %s ends with:%n%s".formatted(log(), process.logTail(20)));
    }
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(management.resolve("/health/ready"))
                  .timeout(ANSWER_TIME)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200 ? "" : answer.body();
    } catch (IOException e) {
      return "no answer from " + management;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  /** Ends it without warning. */
  public void kill() {
    process.kill();
  }

  /** Where browsers find it. */
  public URI address() {
    return address;
  }

  /** Its log file. */
  public Path log() {
    return config.resolveSibling("console.log");
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    if (process != null) {
      process.stop(STOP_PATIENCE);
    }
  }
}
