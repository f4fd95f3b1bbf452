package io.govchain.cli.demo;

import io.govchain.cli.console.ConsoleFile;
import io.govchain.testnet.Awaiting;
import io.govchain.testnet.ChildCommand;
import io.govchain.testnet.ChildProcess;
import io.govchain.testnet.FreePort;
import io.govchain.testnet.consortium.Consortium;
import io.govchain.testnet.consortium.JvmOptions;
import io.govchain.testnet.consortium.MemberServices;
import io.govchain.testnet.consortium.RunningProcess;
import io.govchain.testnet.consortium.Setup;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The governance console of a demo that goes on, with the source member's proxy. */
final class DemoConsole implements AutoCloseable {
  private static final String MAIN = "io.govchain.console.ConsoleMain";
  private static final int PORT = 7080;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration END = Duration.ofSeconds(10);

  private final ConsoleFile file;
  private final ChildProcess process;

  private DemoConsole(ConsoleFile file, ChildProcess process) {
    this.file = file;
    this.process = process;
  }

  /** Starts it and waits until it has read the chain. */
  static DemoConsole start(Path home, Consortium consortium, MemberServices own)
      throws IOException {
    Path directory = home.resolve("console");
    Path operator = own.operatorCertificate();
    ConsoleFile file =
        new ConsoleFile(
            directory,
            consortium.network().rpc(),
            FreePort.isFree(PORT) ? PORT : FreePort.choose(),
            FreePort.choose(),
            "Govchain demo",
            "demo",
            Optional.of(
                new ConsoleFile.OwnProxy(
                    own.crosschainProxy().endpoint(),
                    own.crosschainProxyFingerprint(),
                    operator.resolve("tls.crt"),
                    operator.resolve("tls.key"))));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JvmOptions.forServices(Setup.Load.LIGHT));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
    command.addAll(List.of("--config", file.write().toString()));
    ChildProcess process =
        ChildProcess.start(
            new ChildCommand(
                "console", command, Map.of(), directory, directory.resolve("console.log")));
    DemoConsole console = new DemoConsole(file, process);
    try {
      Awaiting.within(PATIENCE).until("the console is ready", console::readiness, String::isEmpty);
      return console;
    } catch (RuntimeException failed) {
      console.close();
      throw failed;
    }
  }

  /** Empty when ready, else what is missing. */
  private String readiness() {
    if (!process.isAlive()) {
      throw new DemoFailure("the console ended; its log ends with: " + process.logTail(12));
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(file.management().resolve("health/ready"))
                  .timeout(END)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200 ? "" : answer.body();
    } catch (IOException silent) {
      return "no answer from " + file.management();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new DemoFailure("interrupted while the console started");
    }
  }

  URI address() {
    return file.address();
  }

  RunningProcess running() {
    return RunningProcess.of("console", process.pid());
  }

  /** Lets it live on after this JVM. */
  void release() {
    process.release();
  }

  @Override
  public void close() {
    process.stop(END);
  }
}
