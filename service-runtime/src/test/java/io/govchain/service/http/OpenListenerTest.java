package io.govchain.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.govchain.service.config.ListenAddress;
import io.govchain.service.tls.TlsPeer.Role;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A listener for browsers: no certificate, but a name, a rate, and headers on every answer. */
class OpenListenerTest {
  private static final int BURST = 12;
  private static final int LARGE = 3 << 20;
  private static final Set<Role> ANYBODY = Set.of(Role.ANONYMOUS);

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private volatile Download.Content content = out -> out.write(new byte[LARGE]);
  private HttpService service;

  @BeforeEach
  void start() {
    Api api =
        Api.of("/test-openapi.yaml")
            .operation("addNote", ANYBODY, this::echo)
            .largestBody("addNote", 400_000)
            .operation("getNote", Set.of(Role.SERVICE), this::echo)
            .download(
                "listNotes",
                ANYBODY,
                request ->
                    new Download(Map.of("content-type", "text/csv"), out -> content.writeTo(out)));
    service =
        HttpService.start(
            vertx,
            new HttpService.Parts(
                new ListenAddress("127.0.0.1", 0),
                new ListenAddress("127.0.0.1", 0),
                new Access.Open(
                    Optional.empty(),
                    Set.of("127.0.0.1"),
                    1,
                    BURST,
                    Map.of("x-frame-options", "DENY"),
                    Set.of("/v1/notes")),
                TestService.quick(),
                Optional.of(api),
                Optional.empty(),
                Optional.of(request -> Response.text(200, "text/plain", "page")),
                List.of(),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)));
  }

  @AfterEach
  void stop() throws Exception {
    client.shutdownNow();
    service.close();
    TestService.close(vertx);
  }

  private Response echo(Request request) {
    return Response.json(
        200,
        JsonNodeFactory.instance
            .objectNode()
            .put("size", request.body().length)
            .put("caller", request.caller().name()));
  }

  @Test
  void shouldAnswerAnybodyWithItsHeaders_whenNoCertificateIsShown() throws Exception {
    HttpResponse<String> answer = post("{\"text\":\"hello\"}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"caller\":\"127.0.0.1\"");
    assertThat(answer.headers().firstValue("x-frame-options")).contains("DENY");
  }

  @Test
  void shouldRefuse_whenTheOperationIsForCertificatesOnly() throws Exception {
    HttpResponse<String> answer = get("/v1/notes/a");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("role-refused");
  }

  @Test
  void shouldServePagesAndContract_whenThePathIsNotTheApis() throws Exception {
    assertThat(get("/anything/else").body()).isEqualTo("page");
    assertThat(get("/openapi.yaml").body()).startsWith("openapi: 3.1.0");
    assertThat(get("/v1/unknown").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldTakeALargerBody_whenTheOperationMay() throws Exception {
    assertThat(post("{\"text\":\"" + "x".repeat(90_000) + "\"}").statusCode()).isEqualTo(200);
    assertThat(post(" ".repeat(300_000) + "{\"text\":\"a\"}").statusCode()).isEqualTo(200);
    HttpResponse<String> refused = post(" ".repeat(500_000) + "{\"text\":\"a\"}");
    assertThat(refused.statusCode()).isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chrome-extension://nkbihfbeogaeaoehlefnkodbefgpgknn",
        "moz-extension://3c5a4d8e-0f3a-4c0b-9a6e-6f6c6f0d5f11",
        "safari-web-extension://0F3A4C0B-9A6E-4D8E-9A6E-6F6C6F0D5F11"
      })
  void shouldAnswerAnExtensionAndLetItRead_whenThePathIsForThem(String origin) throws Exception {
    HttpResponse<String> answer = post("/v1/notes", origin, "{\"text\":\"hello\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("access-control-allow-origin")).contains(origin);

    HttpResponse<String> before =
        client.send(
            request("/v1/notes")
                .header("origin", origin)
                .header("access-control-request-method", "POST")
                .header("access-control-request-headers", "content-type")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(before.statusCode()).isEqualTo(204);
    assertThat(before.headers().firstValue("access-control-allow-origin")).contains(origin);
    assertThat(before.headers().firstValue("access-control-allow-headers"))
        .contains("content-type");
    assertThat(before.headers().firstValue("access-control-allow-credentials")).isEmpty();
  }

  @Test
  void shouldRefuse_whenAnExtensionAsksForWhatIsNotForThem() throws Exception {
    HttpResponse<String> answer = post("/v1/notes/a", "chrome-extension://abc", "{}");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("origin-refused");
    assertThat(answer.headers().firstValue("access-control-allow-origin")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "null",
        "https://chrome-extension.evil.example",
        "chrome-extension",
        "xchrome-extension://abc"
      })
  void shouldRefuse_whenAnotherSitesPagePostsToThePathOfExtensions(String origin) throws Exception {
    HttpResponse<String> answer = post("/v1/notes", origin, "{\"text\":\"hello\"}");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().firstValue("access-control-allow-origin")).isEmpty();
  }

  @Test
  void shouldRefuseAnExtension_whenItCallsTheServiceByAnotherName() throws Exception {
    String body = "{\"text\":\"hello\"}";
    try (java.net.Socket socket = new java.net.Socket("127.0.0.1", service.port())) {
      socket
          .getOutputStream()
          .write(
              ("POST /v1/notes HTTP/1.1\r\nHost: rebound.example\r\n"
                      + "Origin: chrome-extension://abc\r\nContent-Type: application/json\r\n"
                      + "Content-Length: %d\r\nConnection: close\r\n\r\n%s")
                  .formatted(body.length(), body)
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answer).startsWith("HTTP/1.1 421").contains("host-refused");
    }
  }

  @Test
  void shouldRefuse_whenAnAddressAsksTooOften() throws Exception {
    int refused = 0;
    for (int i = 0; i < BURST + 5; i++) {
      HttpResponse<String> answer = get("/");
      if (answer.statusCode() == 429) {
        assertThat(answer.body()).contains("too-many-requests");
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void shouldSendEverything_whenADownloadIsLarge() throws Exception {
    HttpResponse<byte[]> answer =
        client.send(request("/v1/notes").build(), HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.body()).hasSize(LARGE);
    assertThat(answer.headers().firstValue("content-type")).contains("text/csv");
  }

  @Test
  void shouldAnswerAProblem_whenADownloadFailsBeforeItBegins() throws Exception {
    content =
        out -> {
          throw new ProblemException(Problem.of("disk-full", 507, "no room"));
        };
    HttpResponse<String> answer = get("/v1/notes");
    assertThat(answer.statusCode()).isEqualTo(507);
    assertThat(answer.body()).contains("disk-full");
  }

  @Test
  void shouldCutTheConnection_whenADownloadFailsInTheMiddle() {
    content =
        out -> {
          out.write(new byte[200_000]);
          throw new IOException("the disk is gone");
        };
    assertThatThrownBy(() -> get("/v1/notes")).isInstanceOf(IOException.class);
  }

  @Test
  void shouldGiveUp_whenAReaderTakesNothing() throws Exception {
    java.util.concurrent.CompletableFuture<IOException> ended =
        new java.util.concurrent.CompletableFuture<>();
    content =
        out -> {
          try {
            for (int i = 0; i < 1_000; i++) {
              out.write(new byte[1 << 20]);
            }
          } catch (IOException given) {
            ended.complete(given);
            throw given;
          }
        };
    HttpResponse<InputStream> answer =
        client.send(request("/v1/notes").build(), HttpResponse.BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(ended.get(20, java.util.concurrent.TimeUnit.SECONDS)).hasMessageContaining("ms");
    answer.body().close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String origin, String json) throws Exception {
    return client.send(
        request(path)
            .header("content-type", "application/json")
            .header("origin", origin)
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String json) throws Exception {
    return client.send(
        request("/v1/notes")
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
