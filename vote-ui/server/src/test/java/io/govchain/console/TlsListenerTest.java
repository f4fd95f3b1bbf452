package io.govchain.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.console.documents.DocumentStore;
import io.govchain.console.world.Statement;
import io.govchain.evm.signing.SigningKey;
import io.govchain.service.config.ConfigLoader;
import io.govchain.service.config.TlsFiles;
import io.govchain.service.tls.TlsCertificates;
import io.govchain.testnet.consortium.Consortium;
import io.govchain.testnet.consortium.Progress;
import io.govchain.testnet.consortium.Setup;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console as people reach it from other machines: encrypted, under its name. */
class TlsListenerTest {
  private static final String DIGEST =
      DocumentStore.digest("papers".getBytes(StandardCharsets.UTF_8));
  private static Consortium consortium;
  private static Console console;
  private static HttpClient browser;

  @BeforeAll
  static void found(@TempDir Path home) throws Exception {
    TlsFiles files = new TlsFiles(home.resolve("tls.crt"), home.resolve("tls.key"));
    TlsCertificates.create("console", java.util.List.of("localhost"), files);
    consortium =
        Consortium.found(
            Setup.embedded(home.resolve("consortium")),
            Map.of("court", "City Court"),
            Progress.silent());
    Path file =
        Files.writeString(
            home.resolve("console.yaml"),
            """
            listen: {port: 0}
            management: {port: 0}
            tls: {certificate: tls.crt, key: tls.key}
            governance: {rpc: %s}
            database: console.db
            network: {name: Encrypted, environment: production}
            log: {format: plain, level: warn}
            """
                .formatted(consortium.network().rpc()));
    console = Console.start(ConfigLoader.load(file, ConsoleConfig.class));
    browser = HttpClient.newBuilder().sslContext(trusting(files.certificate())).build();
  }

  @AfterAll
  static void end() throws Exception {
    console.close();
    browser.close();
    consortium.close();
  }

  @Test
  void shouldAnswerEncryptedAndBindBrowsersToIt() throws Exception {
    HttpResponse<String> answer = browser.send(get("/v1/network"), ofText());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).path("environment").asText()).isEqualTo("production");
    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
    assertThat(answer.headers().firstValue("strict-transport-security").orElse(""))
        .contains("max-age=");
    assertThat(browser.send(get("/orders"), ofText()).body()).contains("<!doctype html>");
  }

  @Test
  void shouldRefuse_whenTheClientDoesNotTrustItOrSpeaksInPlain() {
    try (HttpClient stranger = HttpClient.newHttpClient()) {
      assertThatThrownBy(() -> stranger.send(get("/v1/network"), ofText()))
          .isInstanceOf(SSLHandshakeException.class);
      URI plain = URI.create("http://localhost:" + console.port() + "/v1/network");
      assertThatThrownBy(() -> stranger.send(HttpRequest.newBuilder(plain).build(), ofText()))
          .isInstanceOf(IOException.class);
    }
  }

  /** Over HTTP/2 a request names the console otherwise than over HTTP/1.1. */
  @Test
  void shouldTakeStatementsThatNameItAsItIsCalled() throws Exception {
    SigningKey governor = consortium.genesisMember("court").governor().key();
    String origin = address("").toString();
    assertThat(
            json(upload(Statement.to(origin, governor, "upload-document", DIGEST, ""), governor))
                .path("code")
                .asText())
        .as("the chain names no such document: the statement itself was believed")
        .isEqualTo("digest-unknown");
    for (String other :
        new String[] {origin.replace("localhost", "127.0.0.1"), "https://localhost"}) {
      HttpResponse<String> elsewhere =
          upload(Statement.to(other, governor, "upload-document", DIGEST, ""), governor);
      assertThat(elsewhere.statusCode()).isEqualTo(403);
      assertThat(json(elsewhere).path("code").asText()).isEqualTo("statement-elsewhere");
    }
  }

  private static HttpResponse<String> upload(Statement statement, SigningKey key)
      throws IOException, InterruptedException {
    return browser.send(
        HttpRequest.newBuilder(address("/v1/documents/" + DIGEST))
            .header("content-type", "application/octet-stream")
            .header("x-govchain-statement", statement.header(key, consortium.chain().chainId()))
            .PUT(HttpRequest.BodyPublishers.ofString("papers"))
            .build(),
        ofText());
  }

  private static URI address(String path) {
    return URI.create("https://localhost:" + console.port() + path);
  }

  private static HttpRequest get(String path) {
    return HttpRequest.newBuilder(address(path)).build();
  }

  private static HttpResponse.BodyHandler<String> ofText() {
    return HttpResponse.BodyHandlers.ofString();
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return new ObjectMapper().readTree(answer.body());
  }

  private static SSLContext trusting(Path certificate) throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(certificate)) {
      trusted.setCertificateEntry(
          "console", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
