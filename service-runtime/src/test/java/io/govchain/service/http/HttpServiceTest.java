package io.govchain.service.http;

import static io.govchain.service.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.govchain.service.TestIdentity;
import io.govchain.service.exit.Exit;
import io.govchain.service.exit.StartupFailure;
import io.govchain.service.tls.Fingerprint;
import io.govchain.service.tls.TlsPeer.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpServiceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger handled = new AtomicInteger();
  private volatile RequestHandler addNote = this::echo;
  private TestService service;
  private TestIdentity application;
  private HttpClient client;

  @BeforeEach
  void start() {
    Api api =
        Api.of("/test-openapi.yaml")
            .operation("addNote", Set.of(Role.APPLICATION), r -> addNote.handle(r))
            .operation("listNotes", Set.of(Role.APPLICATION, Role.OPERATOR), this::echo)
            .operation("getNote", Set.of(Role.APPLICATION), this::echo);
    service = TestService.withApi(vertx, folder, TestService.quick(), api);
    application = TestIdentity.create(folder, "notes-app");
    service.register(application, Role.APPLICATION);
    client = application.client(service.fingerprint());
  }

  @AfterEach
  void stop() throws Exception {
    client.shutdownNow();
    service.close();
    TestService.close(vertx);
  }

  private Response echo(Request request) {
    handled.incrementAndGet();
    return Response.json(
        200,
        JsonNodeFactory.instance
            .objectNode()
            .put("operation", request.operation())
            .put("path", request.path().toString())
            .put("query", request.query().toString())
            .put("size", request.body().length)
            .put("thread", Thread.currentThread().isVirtual())
            .put("caller", request.caller().identities().toString()));
  }

  private HttpResponse<String> get(HttpClient from, String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(service.uri(path)).build();
    return from.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(service.uri("/v1/notes"))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static void assertProblem(HttpResponse<String> response, int status, String code)
      throws IOException {
    JsonNode body = JSON.readTree(response.body());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("content-type")).hasValue(Problem.MEDIA_TYPE);
    assertThat(body.path("code").asText()).isEqualTo(code);
    assertThat(body.path("type").asText()).isEqualTo("urn:govchain:error:" + code);
    assertThat(body.path("status").asInt()).isEqualTo(status);
    assertThat(body.path("detail").asText()).isNotBlank();
  }

  @Test
  void shouldRunTheHandlerOnAVirtualThread_whenTheRequestIsValid() throws Exception {
    HttpResponse<String> response = get(client, "/v1/notes/abc");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(response.body())
        .contains("\"thread\":true", "{id=abc}", "path=notes-app", "role=APPLICATION");
    assertThat(get(client, "/v1/notes?limit=3").body()).contains("{limit=3}");
    assertThat(post("{\"text\":\"hello\"}").body()).contains("\"size\":16");
  }

  @Test
  void shouldExplain_whenTheRequestBreaksTheContract() throws Exception {
    assertProblem(post("{\"txt\":\"hello\"}"), 400, "request-invalid");
    assertProblem(post("{\"text\":"), 400, "request-invalid");
    assertProblem(get(client, "/v1/notes?limit=300"), 400, "request-invalid");
    assertProblem(get(client, "/v1/notes/ABC"), 400, "request-invalid");
    assertProblem(get(client, "/v1/nothing"), 404, "not-found");
    HttpRequest delete = HttpRequest.newBuilder(service.uri("/v1/notes")).DELETE().build();
    assertProblem(
        client.send(delete, HttpResponse.BodyHandlers.ofString()), 405, "method-not-allowed");
    assertThat(handled).hasValue(0);
  }

  @Test
  void shouldNameFieldExpectedAndActual_whenTheRequestBreaksTheContract() throws Exception {
    String limit = "query parameter limit";
    assertNamed(get(client, "/v1/notes?limit=300"), limit, "a whole number from 1 to 10 (", "300");
    assertNamed(get(client, "/v1/notes?limit=0"), limit, "a whole number from 1 to 10 (", "0");
    assertNamed(get(client, "/v1/notes?limit=ten"), limit, "a whole number from 1 to 10 (", "ten");
    assertNamed(
        get(client, "/v1/notes?order=up"), "query parameter order", "one of asc, desc (", "up");
    assertNamed(get(client, "/v1/notes/ABC"), "path parameter id", "^[a-z]+$", "ABC");
    assertNamed(get(client, "/v1/notes?tag=A"), "query parameter tag", "^[a-z]{1,3}$", "A");
    assertNamed(post("{}"), "request body", "text", "POST /v1/notes");
    assertNamed(post("hello"), "request body", "one JSON document (", "POST /v1/notes");
    assertNamed(
        client.send(
            HttpRequest.newBuilder(service.uri("/v1/notes"))
                .header("content-type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build(),
            HttpResponse.BodyHandlers.ofString()),
        "content type of the request body",
        "application/json",
        "text/plain");
    assertNamed(get(client, "/v1/notes?limt=3"), "unknown query parameter", "limit", "limt");
    assertNamed(get(client, "/v1/notes/abc?x=1"), "unknown query parameter", "none", "x");
    assertThat(handled).hasValue(0);
  }

  @Test
  void shouldServeTheContractThatRefusalsName_whereTheyAreMade() throws Exception {
    assertThat(get(client, "/openapi.yaml").body()).contains("operationId: addNote");
    try (HttpClient stranger =
        TestIdentity.create(folder, "stranger").client(service.fingerprint())) {
      assertProblem(get(stranger, "/openapi.yaml"), 403, "certificate-unregistered");
    }
  }

  private static void assertNamed(
      HttpResponse<String> response, String field, String expected, String actual)
      throws IOException {
    assertProblem(response, 400, "request-invalid");
    JsonNode body = JSON.readTree(response.body());
    assertThat(body.path("detail").asText()).isEqualTo(field);
    assertThat(body.path("expected").asText()).contains(expected);
    assertThat(body.path("actual").asText()).isEqualTo(actual);
  }

  @Test
  void shouldAnswerWithoutInnerDetails_whenAHandlerFails() throws Exception {
    addNote =
        r -> {
          throw new IllegalStateException("secret detail");
        };
    HttpResponse<String> response = post("{\"text\":\"hello\"}");
    assertProblem(response, 500, "internal-error");
    assertThat(response.body()).doesNotContain("secret");
    addNote =
        r -> {
          throw new ProblemException(Problem.of("plan-invalid", 422, "no").transaction("0x01"));
        };
    assertProblem(post("{\"text\":\"hello\"}"), 422, "plan-invalid");
  }

  @Test
  void shouldGiveUpWaiting_whenAHandlerHangs() throws Exception {
    CountDownLatch hang = new CountDownLatch(1);
    addNote =
        r -> {
          hang.await();
          return echo(r);
        };
    assertProblem(post("{\"text\":\"hello\"}"), 503, "handler-timeout");
    hang.countDown();
  }

  @Test
  void shouldRefuse_whenTheRoleIsWrong() throws Exception {
    TestIdentity operator = TestIdentity.create(folder, "operator");
    service.register(operator, Role.OPERATOR);
    try (HttpClient other = operator.client(service.fingerprint())) {
      assertThat(get(other, "/v1/notes").statusCode()).isEqualTo(200);
      assertProblem(get(other, "/v1/notes/abc"), 403, "role-refused");
    }
  }

  @Test
  void shouldNameTheFingerprint_whenTheCertificateIsNotRegistered() throws Exception {
    TestIdentity stranger = TestIdentity.create(folder, "stranger");
    try (HttpClient other = stranger.client(service.fingerprint())) {
      HttpResponse<String> response = get(other, "/v1/notes");
      assertProblem(response, 403, "certificate-unregistered");
      assertThat(response.body()).contains(stranger.fingerprint().value());
    }
    assertThat(handled).hasValue(0);
  }

  @Test
  void shouldFailTheHandshake_whenTheClientShowsNoCertificate() throws Exception {
    var context = javax.net.ssl.SSLContext.getInstance("TLSv1.3");
    context.init(null, new javax.net.ssl.TrustManager[] {trustAnything()}, null);
    try (HttpClient bare = HttpClient.newBuilder().sslContext(context).build()) {
      assertThatThrownBy(() -> get(bare, "/v1/notes")).isInstanceOf(IOException.class);
    }
    assertThat(handled).hasValue(0);
  }

  private javax.net.ssl.TrustManager trustAnything() throws Exception {
    var factory = Class.forName("io.govchain.service.tls.PinnedCertificates");
    var constructor = factory.getDeclaredConstructor(Set.class);
    constructor.setAccessible(true);
    return (javax.net.ssl.TrustManager) constructor.newInstance(Set.of(service.fingerprint()));
  }

  @Test
  void shouldFailTheHandshake_whenTheServerIsNotThePinnedOne() {
    TestIdentity another = TestIdentity.create(folder, "another-server");
    try (HttpClient misled = application.client(another.fingerprint())) {
      assertThatThrownBy(() -> get(misled, "/v1/notes"))
          .isInstanceOf(SSLHandshakeException.class)
          .hasMessageContaining(another.fingerprint().value())
          .hasMessageContaining(service.fingerprint().value());
    }
  }

  @Test
  void shouldTakeEitherAndNoThird_whenTwoCertificatesArePinned() throws Exception {
    Fingerprint former = TestIdentity.create(folder, "former").fingerprint();
    Fingerprint next = TestIdentity.create(folder, "next").fingerprint();

    try (HttpClient client = pinning(Set.of(service.fingerprint(), next))) {
      assertThat(get(client, "/v1/notes").statusCode()).isEqualTo(200);
    }
    try (HttpClient misled = pinning(Set.of(former, next))) {
      assertThatThrownBy(() -> get(misled, "/v1/notes"))
          .isInstanceOf(SSLHandshakeException.class)
          .hasMessageContaining(former.value())
          .hasMessageContaining(next.value())
          .hasMessageContaining("actual " + service.fingerprint());
    }
  }

  private HttpClient pinning(Set<Fingerprint> certificates) {
    return HttpClient.newBuilder()
        .sslContext(application.tls().clientContext(certificates))
        .connectTimeout(Duration.ofSeconds(30))
        .build();
  }

  @Test
  void shouldFailTheHandshake_whenTheClientOffersAnOlderTls() {
    assertThatThrownBy(() -> new RawConnection(application, service, "TLSv1.2"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void shouldCountAtOnceOnAnOpenConnection_whenTheCertificateIsRevoked() throws Exception {
    String request = "GET /v1/notes HTTP/1.1\r\nHost: h\r\n\r\n";
    try (RawConnection connection = new RawConnection(application, service)) {
      connection.send(request);
      assertThat(connection.response()).startsWith("HTTP/1.1 200");
      connection.send(request);
      assertThat(connection.response()).startsWith("HTTP/1.1 200");
      service.unregister(application);
      connection.send(request);
      assertThat(connection.response())
          .startsWith("HTTP/1.1 403")
          .contains("certificate-unregistered");
      assertThat(connection.isClosedByServer()).isTrue();
    }
    service.register(application, Role.APPLICATION);
    assertThat(get(client, "/v1/notes").statusCode()).isEqualTo(200);
    service.unregister(application);
    assertProblem(get(client, "/v1/notes"), 403, "certificate-unregistered");
  }

  @Test
  void shouldTellWhyBeforeTheConnectionEnds_whenTheCertificateIsNotRegistered() throws Exception {
    for (int i = 0; i < 100; i++) {
      service.register(application, Role.APPLICATION);
      assertThat(get(client, "/v1/notes").statusCode()).isEqualTo(200);
      service.unregister(application);
      assertProblem(get(client, "/v1/notes"), 403, "certificate-unregistered");
    }
  }

  @Test
  void shouldRefuse_whenTheBodyIsTooLarge() throws Exception {
    assertProblem(post("{\"text\":\"" + "x".repeat(250_000) + "\"}"), 413, "body-too-large");
    try (RawConnection connection = new RawConnection(application, service)) {
      connection.send(
          "POST /v1/notes HTTP/1.1\r\nHost: h\r\ncontent-type: application/json\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n");
      String chunk = "10000\r\n" + "y".repeat(0x10000) + "\r\n";
      connection.send(chunk.repeat(4));
      assertThat(connection.response()).startsWith("HTTP/1.1 413").contains("body-too-large");
    }
    assertThat(handled).hasValue(0);
    assertThat(post("{\"text\":\"hello\"}").statusCode()).isEqualTo(200);
  }

  private static String head(int length) {
    return "POST /v1/notes HTTP/1.1\r\nHost: h\r\ncontent-type: application/json\r\n"
        + "content-length: "
        + length
        + "\r\n\r\n";
  }

  @Test
  void shouldNotHandle_whenTheBodyIsHalfSent() throws Exception {
    try (RawConnection connection = new RawConnection(application, service)) {
      connection.send(head(16) + "{\"text\":");
    }
    try (RawConnection silent = new RawConnection(application, service)) {
      silent.send(head(16) + "{\"text\":");
      assertThat(silent.response()).contains("body-too-slow");
      assertThat(silent.isClosedByServer()).isTrue();
    }
    assertThat(handled).hasValue(0);
    assertThat(post("{\"text\":\"hello\"}").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldGiveUp_whenTheBodyDrips() throws Exception {
    try (RawConnection connection = new RawConnection(application, service)) {
      connection.send(head(1000) + "{\"text\":\"");
      CompletableFuture<Void> dripping = drip(connection, "x");
      assertThat(connection.response()).startsWith("HTTP/1.1 408").contains("body-too-slow");
      assertThat(connection.isClosedByServer()).isTrue();
      dripping.get(10, TimeUnit.SECONDS);
    }
    assertThat(handled).hasValue(0);
  }

  @Test
  void shouldEndOnlyTheSlowRequest_whenOthersShareItsConnection() throws Exception {
    CountDownLatch leave = new CountDownLatch(1);
    addNote =
        r -> {
          leave.await();
          return echo(r);
        };
    HttpClientAgent shared =
        vertx
            .httpClientBuilder()
            .with(application.tls().client(service.fingerprint()))
            .with(new PoolOptions().setHttp2MaxSize(1))
            .build();
    var slow = shared.request(HttpMethod.POST, service.port(), "127.0.0.1", "/v1/notes");
    var slowAnswer = slow.compose(request -> begin(request, "{\"text\":")).compose(this::status);
    var quick = shared.request(HttpMethod.POST, service.port(), "127.0.0.1", "/v1/notes");
    var quickAnswer =
        quick
            .compose(
                request -> {
                  request.putHeader("content-type", "application/json");
                  return request.send("{\"text\":\"quick\"}");
                })
            .compose(this::status);
    assertThat(await(slowAnswer)).isEqualTo(408);
    assertThat(await(quick).connection()).isSameAs(await(slow).connection());
    leave.countDown();
    assertThat(await(quickAnswer)).isEqualTo(200);
  }

  private static Future<HttpClientResponse> begin(HttpClientRequest request, String part) {
    request.putHeader("content-type", "application/json").setChunked(true);
    return request.write(part).compose(sent -> request.response());
  }

  private Future<Integer> status(HttpClientResponse response) {
    return response.body().map(body -> response.statusCode());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void shouldStillServeOthers_whenOneCallerKeepsAllItsRequestsOpen() throws Exception {
    int share = TestService.quick().maxConcurrentPerCaller();
    CountDownLatch running = new CountDownLatch(share);
    CountDownLatch leave = new CountDownLatch(1);
    addNote =
        r -> {
          running.countDown();
          leave.await();
          return echo(r);
        };
    HttpRequest request =
        HttpRequest.newBuilder(service.uri("/v1/notes"))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"hello\"}"))
            .build();
    for (int i = 0; i < share; i++) {
      client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }
    assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();

    assertProblem(get(client, "/v1/notes/abc"), 503, "overloaded");
    TestIdentity other = TestIdentity.create(folder, "other-app");
    service.register(other, Role.APPLICATION);
    try (HttpClient others = other.client(service.fingerprint())) {
      assertThat(get(others, "/v1/notes/abc").statusCode()).isEqualTo(200);
    }
    leave.countDown();
    eventually("room for the first one", () -> isServed(client));
  }

  private boolean isServed(HttpClient caller) {
    try {
      return get(caller, "/v1/notes/abc").statusCode() == 200;
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Test
  void shouldKnowTheCertificate_whenATlsSessionIsResumed() throws Exception {
    var context = application.tls().clientContext(service.fingerprint());
    for (int i = 0; i < 3; i++) {
      if (i == 2) {
        service.unregister(application);
      }
      try (HttpClient each = HttpClient.newBuilder().sslContext(context).build()) {
        int status = get(each, "/v1/notes").statusCode();
        assertThat(status).isEqualTo(i == 2 ? 403 : 200);
      }
    }
  }

  @Test
  void shouldCloseTheConnection_whenTheFirstHeaderDrips() throws Exception {
    try (RawConnection connection = new RawConnection(application, service)) {
      connection.send("GET /v1/notes HTTP/1.1\r\nHost: ");
      CompletableFuture<Void> dripping = drip(connection, "h");
      assertThat(connection.isClosedByServer()).isTrue();
      dripping.get(10, TimeUnit.SECONDS);
    }
  }

  /** One byte every 50 ms until the server has had enough. */
  private static CompletableFuture<Void> drip(RawConnection connection, String part) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            while (!Thread.interrupted()) {
              connection.send(part);
              java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
            }
          } catch (IOException closed) {
            // The server ended it, as it should.
          }
        });
  }

  @Test
  void shouldFinishRequestsUnderWay_whenStopped() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    addNote =
        r -> {
          entered.countDown();
          leave.await();
          return echo(r);
        };
    HttpRequest request =
        HttpRequest.newBuilder(service.uri("/v1/notes"))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"hello\"}"))
            .build();
    var answer = client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    assertThat(entered.await(5, TimeUnit.SECONDS)).isTrue();
    CompletableFuture<Void> closing = CompletableFuture.runAsync(service::close);
    eventually("no new connections", () -> refusesConnections());
    leave.countDown();
    assertThat(answer.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    closing.get(10, TimeUnit.SECONDS);
  }

  private boolean refusesConnections() {
    try (HttpClient late = application.client(service.fingerprint())) {
      return get(late, "/v1/notes").statusCode() == 503;
    } catch (Exception refused) {
      return true;
    }
  }

  @Test
  void shouldNameThePort_whenItIsTaken() throws Exception {
    // Within one Vert.x instance servers share a port; another process is another instance.
    Vertx another = Vertx.vertx();
    Api api = Api.of("/test-openapi.yaml");
    assertThatThrownBy(() -> TestService.onPort(another, folder, service.port()))
        .isInstanceOfSatisfying(
            StartupFailure.class, e -> assertThat(e.exit()).isEqualTo(Exit.PORT_TAKEN))
        .hasMessageContaining("127.0.0.1:" + service.port())
        .hasMessageContaining("expected a free port");
    TestService.close(another);
    assertThatThrownBy(() -> TestService.withApi(vertx, folder, TestService.quick(), api))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("addNote");
  }

  @Test
  void shouldReportHealthMetricsAndContract_whenAskedByManagement() throws Exception {
    HealthProbe good = HealthProbe.of("chain", () -> HealthProbe.Finding.ok("block 7"));
    HealthProbe bad = HealthProbe.of("peer", () -> HealthProbe.Finding.failed("expected x"));
    HealthProbe hanging =
        new HealthProbe(
            "hanging",
            () -> {
              new CountDownLatch(1).await();
              return HealthProbe.Finding.ok("never");
            });
    Api api =
        Api.of("/test-openapi.yaml")
            .operation("addNote", Set.of(), this::echo)
            .operation("listNotes", Set.of(), this::echo)
            .operation("getNote", Set.of(), this::echo);
    try (TestService ready = TestService.withApi(vertx, folder, TestService.quick(), api, good);
        TestService unready =
            TestService.withApi(vertx, folder, TestService.quick(), api, good, bad, hanging)) {
      assertThat(ready.management("/health/live").body()).isEqualTo("{\"status\":\"live\"}");
      assertThat(ready.management("/health/ready").statusCode()).isEqualTo(200);
      HttpResponse<String> not = unready.management("/health/ready");
      assertThat(not.statusCode()).isEqualTo(503);
      assertThat(not.body())
          .contains("not-ready", "block 7", "expected x", "within 2 s")
          .contains("\"name\":\"chain\",\"ok\":true");
      assertThat(ready.management("/openapi.yaml").body()).contains("operationId: addNote");
      assertThat(ready.management("/nothing").statusCode()).isEqualTo(404);
    }
    get(client, "/v1/notes");
    assertThat(service.management("/metrics").body())
        .contains("govchain_http_requests_seconds_count{operation=\"listNotes\",status=\"200\"} 1");
  }
}
