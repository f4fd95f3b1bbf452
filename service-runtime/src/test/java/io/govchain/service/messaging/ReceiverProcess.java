package io.govchain.service.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.govchain.service.TestIdentity;
import io.govchain.service.config.TlsFiles;
import io.govchain.service.database.DatabaseSettings;
import io.govchain.service.tls.MutualTls;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;

/** A receiver in a process of its own, so that it can be killed without warning. */
final class ReceiverProcess implements AutoCloseable {
  private final Process process;
  private final int port;

  private ReceiverProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Arguments: folder, port, name of the trusted sender. */
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    Receiver receiver =
        new Receiver(
            Vertx.vertx(),
            folder,
            load(folder, "receiver"),
            Integer.parseInt(arguments[1]),
            DatabaseSettings.standard());
    receiver.trust(load(folder, arguments[2]));
    System.out.println("ready " + receiver.port());
  }

  private static TestIdentity load(Path folder, String name) {
    TlsFiles files = new TlsFiles(folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
    return new TestIdentity(name, MutualTls.load(files));
  }

  static ReceiverProcess start(Path folder, int port, String sender) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-Xmx256m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ReceiverProcess.class.getName(),
                    folder.toString(),
                    Integer.toString(port),
                    sender))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("ready ")) {
        return new ReceiverProcess(process, Integer.parseInt(line.substring(6)));
      }
    }
    throw new IOException("the receiver ended without being ready");
  }

  int port() {
    return port;
  }

  /** As kill -9 does. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
