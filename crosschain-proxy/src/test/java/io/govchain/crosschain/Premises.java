package io.govchain.crosschain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.crosschain.fixture.Anvil;
import io.govchain.evm.signing.KeystoreFile;
import io.govchain.service.config.TlsFiles;
import io.govchain.service.tls.Fingerprint;
import io.govchain.service.tls.MutualTls;
import io.govchain.service.tls.TlsCertificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/** A folder with all that a proxy's configuration names, and clients with certificates. */
final class Premises {
  static final String SELF = "registry/crosschain";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final MutualTls own;
  private final int port = freePort();
  private final int managementPort = freePort();
  final MutualTls operator;

  Premises(Path folder) {
    this.folder = folder;
    this.own = certificate("own");
    this.operator = certificate("operator");
    write("account.password", "a password of this test");
    KeystoreFile.create(
        folder.resolve("account.json"),
        "a password of this test".toCharArray(),
        KeystoreFile.Strength.LIGHT,
        Anvil.secret(SELF));
  }

  /** The configuration file, for a governance chain at this address. */
  Path config(URI governance, String database) {
    return write(
        "proxy.yaml",
        """
        service: %s
        listen: {host: 127.0.0.1, port: %d}
        management: {host: 127.0.0.1, port: %d}
        tls: {certificate: own.crt, key: own.key}
        key: {keystore: account.json, passwordFile: account.password}
        governance: {rpc: %s}
        database: %s
        operators: ["%s"]
        log: {format: plain, level: warn}
        """
            .formatted(
                SELF, port, managementPort, governance, database, operator.fingerprint().value()));
  }

  Path write(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.writeString(file, text);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  MutualTls certificate(String name) {
    TlsFiles files = new TlsFiles(folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
    TlsCertificates.create(name, List.of("127.0.0.1"), files);
    return MutualTls.load(files);
  }

  Fingerprint fingerprint() {
    return own.fingerprint();
  }

  int port() {
    return port;
  }

  String endpoint() {
    return "https://127.0.0.1:" + port;
  }

  /** What the holder of a certificate is answered; no body makes it a GET. */
  Answer ask(MutualTls caller, String path, byte[] body) {
    try (HttpClient client =
        HttpClient.newBuilder()
            .sslContext(caller.clientContext(own.fingerprint()))
            .connectTimeout(Duration.ofSeconds(30))
            .build()) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(endpoint() + path)).timeout(Duration.ofSeconds(20));
      if (body != null) {
        request
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
      }
      return answer(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Answer get(MutualTls caller, String path) {
    return ask(caller, path, null);
  }

  Answer post(MutualTls caller, String path) {
    return ask(caller, path, "".getBytes(StandardCharsets.UTF_8));
  }

  /** What the management listener answers. */
  Answer manage(String path) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return answer(
          client.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path))
                  .build(),
              HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Answer answer(HttpResponse<String> response) throws IOException {
    boolean json = response.headers().firstValue("content-type").orElse("").contains("json");
    return new Answer(
        response.statusCode(),
        response.body(),
        json ? JSON.readTree(response.body()) : JSON.createObjectNode());
  }

  record Answer(int status, String text, JsonNode json) {
    String code() {
      return json.path("code").asText();
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
