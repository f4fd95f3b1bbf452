package io.govchain.service.http;

import static io.govchain.service.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.service.TestIdentity;
import io.govchain.service.tls.TlsPeer.Role;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Server-sent events over real TLS, with readers that behave and readers that do not. */
@Timeout(180)
class StreamsTest {
  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<ServerEvent> news = new LinkedBlockingQueue<>();
  private final AtomicLong pulled = new AtomicLong();
  private volatile EventSource source = request -> new Queued(Long.MAX_VALUE);
  private TestService service;
  private TestIdentity application;
  private HttpClient client;

  /** Tells what the test puts into the queue, up to this event. */
  private final class Queued implements EventFeed {
    private final long lastId;
    private boolean over;

    Queued(long lastId) {
      this.lastId = lastId;
      this.over = lastId == 0;
    }

    @Override
    public List<ServerEvent> next(Duration atMost) throws InterruptedException {
      ServerEvent event = news.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
      over = event != null && event.id() >= lastId;
      return event == null ? List.of() : List.of(event);
    }

    @Override
    public long position() {
      return 6;
    }

    @Override
    public boolean over() {
      return over;
    }
  }

  /** Always has more. */
  private final class Endless implements EventFeed {
    @Override
    public List<ServerEvent> next(Duration atMost) {
      return List.of(new ServerEvent(pulled.incrementAndGet(), "news", "x".repeat(60_000)));
    }

    @Override
    public long position() {
      return 6;
    }

    @Override
    public boolean over() {
      return false;
    }
  }

  @BeforeEach
  void start() {
    service = TestService.withApi(vertx, folder, TestService.quick(), api());
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

  private Api api() {
    return Api.of("/test-streams.yaml").stream(
        "streamNews", Set.of(Role.APPLICATION), request -> source.open(request));
  }

  private HttpResponse<InputStream> open(String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(service.uri("/v1/news"));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  private static BufferedReader lines(HttpResponse<InputStream> response) {
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  private double openStreams() {
    return service.metrics().get("govchain.http.streams").gauge().value();
  }

  @Test
  void shouldTellEachEventAndStayOpen_whenNothingHappensForLongerThanTheIdleTimeout()
      throws Exception {
    HttpResponse<InputStream> response = open();
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).hasValue("text/event-stream");
    BufferedReader lines = lines(response);
    assertThat(lines.readLine()).isEqualTo("retry: 1000");
    assertThat(lines.readLine()).isEqualTo("id: 6");
    assertThat(lines.readLine()).isEmpty();
    news.add(new ServerEvent(7, "news", "{\"a\":1}"));
    assertThat(lines.readLine()).isEqualTo("id: 7");
    assertThat(lines.readLine()).isEqualTo("event: news");
    assertThat(lines.readLine()).isEqualTo("data: {\"a\":1}");
    assertThat(lines.readLine()).isEmpty();

    long silence = System.nanoTime() + TestService.quick().idleTimeout().toNanos() * 3 / 2;
    while (System.nanoTime() < silence) {
      assertThat(lines.readLine()).isEqualTo(":");
      assertThat(lines.readLine()).isEmpty();
    }
    news.add(new ServerEvent(8, "news", "still here"));
    assertThat(lines.readLine()).isEqualTo("id: 8");
  }

  @Test
  void shouldHandOnWhereTheReaderStopped() throws Exception {
    source =
        request -> {
          news.add(new ServerEvent(1, "news", request.headers().toString()));
          return new Queued(1);
        };
    String told = new String(open("Last-Event-ID", "41").body().readAllBytes(), "UTF-8");
    assertThat(told).contains("last-event-id=41");
    assertThat(open("Last-Event-ID", "-1").statusCode()).isEqualTo(400);
  }

  @Test
  void shouldEndTheStream_whenNothingCanFollow() throws Exception {
    source = request -> new Queued(2);
    HttpResponse<InputStream> response = open();
    news.add(new ServerEvent(1, "news", "first"));
    news.add(new ServerEvent(2, "news", "last"));
    assertThat(new String(response.body().readAllBytes(), "UTF-8")).endsWith("data: last\n\n");
    eventually("the stream is given up", () -> openStreams() == 0);
    source = request -> new Queued(0);
    assertThat(open().statusCode()).isEqualTo(204);
  }

  @Test
  void shouldEndAndTellNothingMore_whenTheCertificateIsNoLongerRegistered() throws Exception {
    HttpResponse<InputStream> response = open();
    service.unregister(application);
    news.add(new ServerEvent(1, "news", "secret"));

    String told = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(told).isEqualTo("retry: 1000\nid: 6\n\n");
    eventually("the stream is given up", () -> openStreams() == 0);
  }

  @Test
  void shouldRefuseOneMoreAndNotCountIt_whenTheCallerHasAsManyAsItMay() throws Exception {
    HttpResponse<InputStream> first = open();
    HttpResponse<InputStream> second = open();
    HttpResponse<InputStream> third = open();
    assertThat(third.statusCode()).isEqualTo(429);
    assertThat(new String(third.body().readAllBytes(), "UTF-8")).contains("too-many-streams");
    second.body().close();
    eventually("room for one more", () -> openStreams() == 1);
    assertThat(open().statusCode()).isEqualTo(200);
    first.body().close();
  }

  @Test
  void shouldLeaveRoomForRequests_whenManyKeepStreams() throws Exception {
    service.close();
    HttpSettings quick = TestService.quick();
    HttpSettings few =
        new HttpSettings(
            quick.maxBodyBytes(),
            quick.receiveTimeout(),
            quick.handlerTimeout(),
            quick.idleTimeout(),
            4,
            2,
            quick.drainTimeout());
    service = TestService.withApi(vertx, folder, few, api());
    List<HttpClient> others = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        TestIdentity other = TestIdentity.create(folder, "app" + i);
        service.register(other, Role.APPLICATION);
        others.add(other.client(service.fingerprint()));
        HttpResponse<InputStream> answer =
            others
                .getLast()
                .send(
                    HttpRequest.newBuilder(service.uri("/v1/news")).build(),
                    HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(i < 2 ? 200 : 503);
      }
      assertThat(openStreams()).isEqualTo(2);
    } finally {
      others.forEach(HttpClient::shutdownNow);
    }
  }

  @Test
  void shouldCutOffAndPullNoMore_whenAReaderDoesNotRead() throws Exception {
    source = request -> new Endless();
    try (RawConnection deaf = new RawConnection(application, service)) {
      deaf.send("GET /v1/news HTTP/1.1\r\nHost: h\r\n\r\n");
      eventually("the stream begins", () -> pulled.get() > 1);
      eventually("the stream is cut off", () -> openStreams() == 0);
    }
    // What fits into the buffers of the system, not more.
    assertThat(pulled.get() * 60_000).isLessThan(64 << 20);
  }

  @Test
  void shouldCutOffOneStreamOnly_whenAReaderOnASharedConnectionDoesNotRead() throws Exception {
    source = request -> new Endless();
    var http = vertx.createHttpClient(application.tls().client(service.fingerprint()));
    HttpClientResponse deaf =
        http.request(HttpMethod.GET, service.port(), "127.0.0.1", "/v1/news")
            .compose(request -> request.send().onSuccess(HttpClientResponse::pause))
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
    eventually("the stream begins", () -> pulled.get() > 0);
    eventually("the stream is cut off", () -> openStreams() == 0);
    assertThat(deaf.request().connection()).isNotNull();
    assertThat(pulled.get() * 60_000).isLessThan(64 << 20);
  }

  @Test
  void shouldEndItsStreamsInFull_whenTheServiceStops() throws Exception {
    var http = vertx.createHttpClient(application.tls().client(service.fingerprint()));
    HttpClientResponse second =
        http.request(HttpMethod.GET, service.port(), "127.0.0.1", "/v1/news")
            .compose(HttpClientRequest::send)
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
    CompletableFuture<Void> ended = second.end().toCompletionStage().toCompletableFuture();
    try (RawConnection first = new RawConnection(application, service)) {
      first.send("GET /v1/news HTTP/1.1\r\nHost: h\r\n\r\n");
      eventually("both streams", () -> openStreams() == 2);
      long before = System.nanoTime();

      service.close();

      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .isLessThan(TestService.quick().drainTimeout());
      assertThat(first.untilClosed()).contains("retry: 1000").endsWith("0\r\n\r\n");
      assertThat(ended).succeedsWithin(Duration.ofSeconds(60));
    }
  }
}
