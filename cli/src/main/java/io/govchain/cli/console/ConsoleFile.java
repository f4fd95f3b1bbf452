package io.govchain.cli.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.testnet.consortium.KeyFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a console on this machine is configured with.
 *
 * @param directory where its files go
 * @param environment production, test or demo
 */
public record ConsoleFile(
    Path directory,
    URI rpc,
    int port,
    int managementPort,
    String name,
    String environment,
    Optional<OwnProxy> proxy) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String RELAY = "relay";

  /** The operator's interface of a cross-chain proxy. */
  public record OwnProxy(URI url, String fingerprint, Path certificate, Path key) {}

  /** Where browsers find it. */
  public URI address() {
    return URI.create("http://127.0.0.1:%d/".formatted(port));
  }

  /** Where it tells its health. */
  public URI management() {
    return URI.create("http://127.0.0.1:%d/".formatted(managementPort));
  }

  /**
   * Writes the file, and the relay's key where there is none yet. JSON is YAML, and quotes what
   * people and paths may contain.
   */
  public Path write() throws IOException {
    Files.createDirectories(directory);
    ObjectNode file = JSON.createObjectNode();
    file.putObject("listen").put("host", "127.0.0.1").put("port", port);
    file.putObject("management").put("host", "127.0.0.1").put("port", managementPort);
    file.putObject("governance").put("rpc", rpc.toString());
    file.put("database", "console.db");
    file.putObject("network").put("name", name).put("environment", environment);
    file.putObject("documents").put("directory", "documents");
    verification(file.putObject("verification").putArray("nodes"));
    relay(file.putObject("relay"));
    proxy.ifPresent(
        own ->
            file.putObject("proxy")
                .put("url", own.url().toString())
                .put("fingerprint", own.fingerprint())
                .put("certificate", own.certificate().toAbsolutePath().toString())
                .put("key", own.key().toAbsolutePath().toString()));
    file.putObject("log").put("format", "plain").put("level", "info");
    Path path = directory.resolve("console.yaml");
    return Files.writeString(path, JSON.writeValueAsString(file));
  }

  /**
   * Only people at this machine reach this console, and they reach its services anyway. Whose node
   * tells of the governance chain may tell of others, too.
   */
  private void verification(ArrayNode nodes) {
    Set<String> hosts = new LinkedHashSet<>(List.of("127.0.0.1", "localhost", "[::1]"));
    hosts.add(rpc.getHost());
    hosts.forEach(nodes::add);
  }

  private void relay(ObjectNode section) {
    if (!Files.exists(directory.resolve(RELAY + ".json"))) {
      KeyFile.create(directory, RELAY);
    }
    section.put("keystore", RELAY + ".json").put("passwordFile", RELAY + ".password");
  }
}
