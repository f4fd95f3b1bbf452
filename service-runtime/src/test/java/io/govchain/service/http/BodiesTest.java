package io.govchain.service.http;

import static io.govchain.service.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.govchain.service.TestIdentity;
import io.govchain.service.tls.TlsPeer.Role;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who sends many large bodies at once fills no memory. */
class BodiesTest {
  /** Of 16 requests: a mebibyte for all, 256 KiB for each caller. */
  private static final int CONCURRENT = 16;

  private static final int LARGE = 150_000;
  private static final int LIMIT = 200_000;
  private static final String ANNOUNCED = "content-length: " + LARGE;

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger handled = new AtomicInteger();
  private final List<RawConnection> open = new ArrayList<>();
  private TestService service;

  @BeforeEach
  void start() {
    service = TestService.patient(vertx, folder, CONCURRENT, this::handle);
  }

  @AfterEach
  void stop() throws Exception {
    for (RawConnection each : open) {
      each.close();
    }
    service.close();
    TestService.close(vertx);
  }

  private Response handle(Request request) {
    handled.incrementAndGet();
    return Response.json(200, JsonNodeFactory.instance.numberNode(request.body().length));
  }

  @Test
  void shouldKeepOneShare_whenACallerFinishesNoBody() throws Exception {
    TestIdentity slow = caller("slow");
    RawConnection first = begin(slow, ANNOUNCED);
    eventually("it counts before it has come", () -> underWay() == LARGE);

    String refused = begin(slow, ANNOUNCED).response();
    assertThat(refused).startsWith("HTTP/1.1 503").contains("\"overloaded\"");
    assertThat(underWay()).isEqualTo(LARGE);
    assertThat(post(caller("other")).statusCode()).isEqualTo(200);

    first.close();
    eventually("nothing is kept for who has gone", () -> underWay() == 0);
    assertThat(post(slow).body()).isEqualTo("" + LARGE);
    eventually("nothing is kept of what was answered", () -> underWay() == 0);
  }

  @Test
  void shouldKeepNoMoreThanAllTogetherMay_whenManyCallersFinishNoBody() throws Exception {
    int most = (CONCURRENT * 65_536) / LARGE;
    for (int i = 0; i < most; i++) {
      begin(caller("slow" + i), ANNOUNCED);
    }
    eventually("all have begun", () -> underWay() == most * LARGE);

    RawConnection one = begin(caller("late"), ANNOUNCED);
    assertThat(one.response()).startsWith("HTTP/1.1 503").contains("\"overloaded\"");
    assertThat(underWay()).isEqualTo(most * LARGE);
  }

  @Test
  void shouldCountTheLargestThatMayCome_whenNoLengthIsAnnounced() throws Exception {
    TestIdentity slow = caller("slow");
    begin(slow, "transfer-encoding: chunked");
    eventually("it counts", () -> underWay() == LIMIT);
    assertThat(begin(slow, "transfer-encoding: chunked").response()).startsWith("HTTP/1.1 503");
  }

  @Test
  void shouldTakeNoMoreThanWasAnnounced_whenACallerLiesOverHttp2() throws Exception {
    HttpClientAgent client = client(caller("liar"));
    HttpClientRequest request = request(client, HttpMethod.POST);
    request.putHeader("content-type", "application/json").putHeader("content-length", "9");
    List<Throwable> refused = new ArrayList<>();
    request.response().onFailure(refused::add);
    request.send(body());
    eventually("the request ends without an answer", () -> !refused.isEmpty());
    assertThat(handled).hasValue(0);
  }

  @Test
  void shouldTakeNoLargeBody_whenARequestOnlyReads() throws Exception {
    HttpClientAgent client = client(caller("reader"));
    HttpClientRequest request = request(client, HttpMethod.GET);
    request.setChunked(true).write(body());
    HttpClientResponse response =
        request.response().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(handled).hasValue(0);
  }

  /** The caller has an answer and could have the next body taken, while the first is still held. */
  @Test
  void shouldKeepItsRoom_whenTheHandlerGoesOnAfterItsTime() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    HttpSettings impatient =
        new HttpSettings(
            LIMIT,
            Duration.ofHours(1),
            Duration.ofMillis(100),
            Duration.ofHours(2),
            CONCURRENT,
            2,
            Duration.ofMillis(100));
    service.close();
    service =
        TestService.answering(
            vertx,
            folder,
            impatient,
            request -> {
              if (handled.getAndIncrement() == 0) {
                awaitQuietly(goOn);
              }
              return Response.json(200, JsonNodeFactory.instance.numberNode(1));
            });
    try {
      TestIdentity caller = caller("caller");
      assertThat(post(caller).body()).contains("handler-timeout");

      assertThat(underWay()).isEqualTo(LARGE);
      assertThat(requestsUnderWay()).isEqualTo(1);
      assertThat(post(caller).body()).contains("overloaded");
    } finally {
      goOn.countDown();
    }
    eventually("nothing is kept", () -> underWay() == 0 && requestsUnderWay() == 0);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private double requestsUnderWay() {
    return service.metrics().get("govchain.http.requests.under.way").gauge().value();
  }

  private TestIdentity caller(String name) {
    TestIdentity caller = TestIdentity.create(folder, name);
    service.register(caller, Role.APPLICATION);
    return caller;
  }

  /** A request whose body does not come. */
  private RawConnection begin(TestIdentity caller, String length) throws IOException {
    RawConnection connection = new RawConnection(caller, service);
    open.add(connection);
    connection.send(
        "POST /v1/notes HTTP/1.1\r\nhost: service\r\ncontent-type: application/json\r\n"
            + length
            + "\r\n\r\n");
    return connection;
  }

  private HttpResponse<String> post(TestIdentity caller) throws Exception {
    try (HttpClient client = caller.client(service.fingerprint())) {
      HttpRequest request =
          HttpRequest.newBuilder(service.uri("/v1/notes"))
              .header("content-type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofByteArray(body().getBytes()))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  /** A note in JSON of exactly the large size. */
  private static Buffer body() {
    String note = "{\"text\":\"a\"}";
    return Buffer.buffer(" ".repeat(LARGE - note.length()) + note);
  }

  private HttpClientAgent client(TestIdentity caller) {
    return vertx.httpClientBuilder().with(caller.tls().client(service.fingerprint())).build();
  }

  private HttpClientRequest request(HttpClientAgent client, HttpMethod method) throws Exception {
    return client
        .request(method, service.port(), "127.0.0.1", "/v1/notes")
        .toCompletionStage()
        .toCompletableFuture()
        .get(60, TimeUnit.SECONDS);
  }

  private double underWay() {
    return service.metrics().get("govchain.http.bodies").gauge().value();
  }
}
