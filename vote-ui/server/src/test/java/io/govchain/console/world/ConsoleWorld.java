package io.govchain.console.world;

import io.govchain.console.Console;
import io.govchain.console.ConsoleConfig;
import io.govchain.service.config.ConfigLoader;
import io.govchain.testnet.consortium.Consortium;
import io.govchain.testnet.consortium.KeyFile;
import io.govchain.testnet.consortium.Member;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A real chain with three founders and a console on it, both ended with {@link #close}. */
public final class ConsoleWorld implements AutoCloseable {
  private static final Duration BLOCK = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  public final Consortium consortium;
  public final KeyFile relay;
  public final Console console;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private ConsoleWorld(Consortium consortium, KeyFile relay, Console console) {
    this.consortium = consortium;
    this.relay = relay;
    this.console = console;
  }

  /** With what a test adds to the configuration, YAML. */
  public static ConsoleWorld start(Path home, String more) {
    Map<String, String> founders = new LinkedHashMap<>();
    founders.put("court", "City Court");
    founders.put("archive", "City Archive");
    founders.put("registry", "Land Registry");
    Setup setup = Setup.embedded(home.resolve("consortium")).withBlockTimes(BLOCK, BLOCK);
    Consortium consortium = Consortium.found(setup, founders, Progress.silent());
    return beside(consortium, home, more);
  }

  /** A console beside a consortium that exists. */
  public static ConsoleWorld beside(Consortium consortium, Path home, String more) {
    KeyFile relay = KeyFile.create(home.resolve("relay"), "relay");
    try {
      Path file = home.resolve("console.yaml");
      Files.writeString(
          file,
          """
          listen: {port: 0}
          management: {port: 0}
          governance: {rpc: %s}
          database: console.db
          network: {name: "Test alliance", environment: test}
          relay: {keystore: %s, passwordFile: %s}
          log: {format: plain, level: warn}
          """
                  .formatted(consortium.network().rpc(), relay.keystore(), relay.passwordFile())
              + more);
      return new ConsoleWorld(
          consortium, relay, Console.start(ConfigLoader.load(file, ConsoleConfig.class)));
    } catch (Exception failed) {
      consortium.close();
      throw new IllegalStateException("the console did not start", failed);
    }
  }

  public Member member(String code) {
    return consortium.genesisMember(code);
  }

  public List<Member> members() {
    return List.of(member("court"), member("archive"), member("registry"));
  }

  public URI address(String path) {
    return URI.create("http://127.0.0.1:" + console.port() + path);
  }

  public Answer get(String path) {
    return send(HttpRequest.newBuilder(address(path)).GET());
  }

  public Answer post(String path, String json) {
    return send(
        HttpRequest.newBuilder(address(path))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      return Answer.of(
          http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asks until the answer is as wanted. */
  public Answer await(String path, Predicate<Answer> wanted) {
    return io.govchain.testnet.Awaiting.within(PATIENCE)
        .until("answer of " + path, () -> get(path), wanted);
  }

  /** Waits until everything that is on the chain now is indexed. */
  public void awaitIndexed() {
    long head = consortium.client().latestHeader().number();
    await("/v1/network", answer -> answer.json().at("/indexed/number").asLong() >= head);
  }

  @Override
  public void close() {
    try {
      console.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      http.close();
      consortium.close();
    }
  }
}
