package io.govchain.adapter.evm;

import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.EvmException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A real chain for one test class: an Anvil process without fees. */
public final class LocalChain implements AutoCloseable {

  private static final String BINARY =
      "contracts/node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil";

  private final Process process;
  private final URI http;
  private final EvmClient client;

  private LocalChain(Process process, URI http) {
    this.process = process;
    this.http = http;
    this.client = EvmClient.connect(EvmEndpoint.of(http));
  }

  /**
   * Starts a chain that makes a block every quarter of a second.
   *
   * @param options more of Anvil's own
   */
  public static LocalChain start(long chainId, String... options) {
    int port = freePort();
    List<String> command = new ArrayList<>(List.of(options));
    command.addAll(
        0,
        List.of(
            anvil().toString(),
            "--port",
            Integer.toString(port),
            "--chain-id",
            Long.toString(chainId),
            "--gas-price",
            "0",
            "--base-fee",
            "0",
            "--block-time",
            "0.25",
            "--silent"));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      LocalChain chain = new LocalChain(process, URI.create("http://127.0.0.1:" + port));
      await("a chain with id " + chainId, () -> chain.answers(chainId));
      return chain;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private boolean answers(long chainId) {
    try {
      return client.chainId() == chainId;
    } catch (EvmException notYet) {
      return false;
    }
  }

  /** Where it answers. */
  public URI http() {
    return http;
  }

  /** A client of it. */
  public EvmClient client() {
    return client;
  }

  /** Waits for a condition and fails when it does not come true in time. */
  public static void await(String what, BooleanSupplier condition) {
    Instant end = Instant.now().plus(Duration.ofSeconds(30));
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("waited 30 seconds in vain for " + what);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private static Path anvil() {
    Stream<Path> upward =
        Stream.iterate(
                Optional.of(Path.of("").toAbsolutePath()),
                Optional::isPresent,
                folder -> folder.map(Path::getParent))
            .map(folder -> folder.orElseThrow().resolve(BINARY));
    return Stream.concat(Stream.ofNullable(System.getenv("GOVCHAIN_ANVIL")).map(Path::of), upward)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "anvil: expected GOVCHAIN_ANVIL or " + BINARY + " in a folder above"));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    client.close();
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
