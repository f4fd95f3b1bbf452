package io.govchain.evm.testchain;

import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.EvmException;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.signing.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** A real chain for one test: an anvil child process with free gas and blocks at a fixed pace. */
public final class Anvil implements AutoCloseable {
  /** Keys of anvil's well-known funded development accounts. */
  private static final List<String> KEYS =
      List.of(
          "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
          "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
          "0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a");

  private static final String BINARY =
      "contracts/node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil";

  private final Process process;
  private final int port;

  private Anvil(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** A chain with a block every quarter of a second. */
  public static Anvil start(String... more) {
    try {
      int port = freePort();
      long chainId = ThreadLocalRandom.current().nextLong(100_000, 1_000_000_000);
      List<String> command = new ArrayList<>();
      command.addAll(
          List.of(
              binary().toString(), "--silent", "--port", "" + port, "--chain-id", "" + chainId));
      command.addAll(List.of("--block-time", "0.25", "--gas-price", "0"));
      command.addAll(List.of(more));
      if (!command.contains("--base-fee")) {
        command.addAll(List.of("--base-fee", "0"));
      }
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      Anvil anvil = new Anvil(process, port);
      Waiting.until("anvil answers", () -> anvil.answersAs(chainId));
      return anvil;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean answersAs(long chainId) {
    if (!process.isAlive()) {
      throw new IllegalStateException("anvil ended with exit code " + process.exitValue());
    }
    try (EvmClient client = client()) {
      return client.chainId() == chainId;
    } catch (EvmException.ChainUnreachable notYet) {
      return false;
    }
  }

  private static Path binary() {
    Optional<String> configured = Optional.ofNullable(System.getenv("GOVCHAIN_ANVIL"));
    if (configured.isPresent()) {
      return Path.of(configured.get());
    }
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      Path candidate = folder.resolve(BINARY);
      if (Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    throw new IllegalStateException(
        "anvil is missing: set GOVCHAIN_ANVIL, or build the contracts module first (looked for "
            + BINARY
            + " from "
            + start
            + " upward)");
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The port that the chain listens on, HTTP and WebSocket alike. */
  public int port() {
    return port;
  }

  /** A new connection without WebSocket. */
  public EvmClient client() {
    return client(port, false);
  }

  /** A new connection to some port that leads to a chain. */
  public static EvmClient client(int port, boolean webSocket) {
    URI http = URI.create("http://127.0.0.1:" + port);
    Optional<URI> ws =
        webSocket ? Optional.of(URI.create("ws://127.0.0.1:" + port)) : Optional.empty();
    return EvmClient.connect(new EvmEndpoint(http, ws, Duration.ofSeconds(5)));
  }

  /** One of the funded accounts. */
  public static SigningKey key(int index) {
    return SigningKey.fromPrivateKey(Hex.bytes(KEYS.get(index)));
  }

  /** Stops the process where it stands (SIGSTOP). */
  public void pause() {
    signal("-STOP");
  }

  /** Lets it go on (SIGCONT). */
  public void unpause() {
    signal("-CONT");
  }

  private void signal(String signal) {
    try {
      Process kill = new ProcessBuilder("kill", signal, "" + process.pid()).start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException("kill " + signal + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
