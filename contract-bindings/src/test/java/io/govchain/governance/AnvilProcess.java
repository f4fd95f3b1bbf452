package io.govchain.governance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An Anvil of the contracts module's npm packages on a free port. Every block is a second later
 * than its parent.
 */
final class AnvilProcess implements AutoCloseable {

  private static final Pattern LISTENING = Pattern.compile("Listening on 127\\.0\\.0\\.1:(\\d+)");

  private final Process process;
  private final URI rpc;

  private AnvilProcess(Process process, URI rpc) {
    this.process = process;
    this.rpc = rpc;
  }

  static AnvilProcess start(Path genesis) {
    List<String> command =
        new ArrayList<>(List.of(executable().toString(), "--port", "0", "--no-mining"));
    command.addAll(List.of("--init", genesis.toString(), "--gas-price", "0", "--base-fee", "0"));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return new AnvilProcess(process, URI.create("http://127.0.0.1:" + port(process)));
    } catch (IOException e) {
      throw new UncheckedIOException("starting " + command, e);
    }
  }

  URI rpc() {
    return rpc;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /**
   * Reads the port from the banner and keeps draining the output, so that Anvil never blocks on it.
   */
  private static String port(Process process) throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder banner = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      banner.append(line).append('\n');
      Matcher listening = LISTENING.matcher(line);
      if (listening.find()) {
        Thread.ofVirtual().start(() -> output.lines().forEach(ignored -> {}));
        return listening.group(1);
      }
    }
    throw new IllegalStateException("anvil ended before it listened; it said: " + banner);
  }

  private static Path executable() {
    String configured = System.getenv("GOVCHAIN_ANVIL");
    if (configured != null) {
      return Path.of(configured);
    }
    return Stream.iterate(
            Optional.of(Path.of("").toAbsolutePath()), Optional::isPresent, AnvilProcess::parent)
        .map(directory -> directory.get().resolve("contracts/node_modules/@foundry-rs"))
        .filter(Files::isDirectory)
        .findFirst()
        .flatMap(AnvilProcess::anvilIn)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no anvil: expected GOVCHAIN_ANVIL or contracts/node_modules/@foundry-rs/anvil-*/bin/anvil"
                        + " upward from "
                        + Path.of("").toAbsolutePath()
                        + "; build the contracts module"));
  }

  private static Optional<Path> parent(Optional<Path> directory) {
    return directory.map(Path::getParent);
  }

  private static Optional<Path> anvilIn(Path packages) {
    try (Stream<Path> found = Files.list(packages)) {
      return found
          .filter(folder -> folder.getFileName().toString().startsWith("anvil-"))
          .map(folder -> folder.resolve("bin/anvil"))
          .filter(Files::isExecutable)
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
