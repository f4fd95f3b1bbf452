package io.govchain.testnet.consortium;

import io.govchain.testnet.ChildCommand;
import io.govchain.testnet.ChildProcess;
import io.govchain.testnet.NetworkError;
import io.govchain.testnet.NetworkException;
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

/** One proxy as a process of its own, which tests may kill and start again. */
public final class ProxyProcess implements AutoCloseable {
  private static final Duration START_PATIENCE = Duration.ofSeconds(180);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final String path;
  private final String mainClass;
  private final Path config;
  private final URI endpoint;
  private final URI management;
  private final Path log;
  private final Setup.Load load;
  private volatile List<String> furtherOptions = List.of();
  private ChildProcess process;

  ProxyProcess(
      String path,
      String mainClass,
      Path config,
      URI endpoint,
      URI management,
      Path log,
      Setup.Load load) {
    this.path = path;
    this.mainClass = mainClass;
    this.config = config;
    this.endpoint = endpoint;
    this.management = management;
    this.log = log;
    this.load = load;
  }

  /** Its path in {@code Services}. */
  public String path() {
    return path;
  }

  /** Where it listens with mutual TLS. */
  public URI endpoint() {
    return endpoint;
  }

  /** Where it tells its health and metrics. */
  public URI management() {
    return management;
  }

  /** Its log file. */
  public Path log() {
    return log;
  }

  /** Its database, as its configuration names it. */
  public Path database() {
    return config.resolveSibling(ProxyConfig.DATABASE);
  }

  /** Every start from now on gives its JVM these options, too. */
  public void startWith(List<String> jvmOptions) {
    furtherOptions = List.copyOf(jvmOptions);
  }

  /** The process that runs now. */
  public ChildProcess process() {
    return process;
  }

  /** Whether its process runs now. */
  public boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** Starts the process; {@link #awaitReady} tells when it works. */
  public void start() {
    if (isRunning()) {
      throw new IllegalStateException(path + " runs already, pid " + process.pid());
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JvmOptions.forServices(load));
    command.addAll(furtherOptions);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            mainClass,
            "--config",
            config.toString()));
    process =
        ChildProcess.start(new ChildCommand(path, command, Map.of(), config.getParent(), log));
  }

  /** Ends it without warning, as {@code kill -9} does. */
  public void kill() {
    process.kill();
  }

  /** Ends it without warning and deletes its database: all that it starts with is its keys. */
  public void killAndLoseDatabase() {
    kill();
    for (String suffix : List.of("", "-wal", "-shm")) {
      try {
        Files.deleteIfExists(config.resolveSibling(ProxyConfig.DATABASE + suffix));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Ends it without warning and puts a copy of its database in the place of the newest: all that it
   * did since the copy was made is forgotten here.
   */
  public void killAndPutBack(Path copy) {
    killAndLoseDatabase();
    try {
      Files.copy(copy, database());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it says that it is ready. */
  public void awaitReady() {
    long end = System.nanoTime() + START_PATIENCE.toNanos();
    String last = "no answer yet";
    while (System.nanoTime() < end) {
      if (!process.isAlive()) {
        throw new NetworkException(
            NetworkError.PROCESS_ENDED,
            "%s: expected it to become ready, actual: it ended with exit code %d; log %s ends with:%n%s"
                .formatted(path, process.exitCode().orElse(-1), log, process.logTail(12)));
      }
      last = readiness();
      if (last.isEmpty()) {
        return;
      }
      pause();
    }
    throw new NetworkException(
        NetworkError.CHAIN_SILENT,
        "%s: expected it to become ready within %s, actual: %s; log %s ends with:%n%s"
            .formatted(path, START_PATIENCE, last, log, process.logTail(12)));
  }

  /** Empty when ready, else what is missing. */
  public String readiness() {
    try {
      HttpResponse<String> response =
          HTTP.send(
              HttpRequest.newBuilder(management.resolve("/health/ready"))
                  .timeout(Duration.ofSeconds(5))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200 ? "" : response.body();
    } catch (IOException e) {
      return "no answer from " + management;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a proxy started", e);
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.stop(STOP_PATIENCE);
    }
  }
}
