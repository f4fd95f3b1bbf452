package io.govchain.service.http;

import io.govchain.service.TestIdentity;
import io.govchain.service.config.ListenAddress;
import io.govchain.service.tls.Fingerprint;
import io.govchain.service.tls.TlsPeer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClientAgent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A running service with a registry that the test can change. */
public final class TestService implements AutoCloseable {
  private final Map<Fingerprint, Set<TlsPeer>> registered = new ConcurrentHashMap<>();
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final TestIdentity identity;
  private final HttpService http;

  private TestService(
      Vertx vertx,
      TestIdentity identity,
      int port,
      HttpSettings settings,
      Optional<Api> api,
      Optional<RequestHandler> messages,
      List<HealthProbe> probes) {
    this.identity = identity;
    this.http =
        HttpService.start(
            vertx,
            new HttpService.Parts(
                new ListenAddress("127.0.0.1", port),
                new ListenAddress("127.0.0.1", 0),
                identity.tls(),
                fingerprint -> registered.getOrDefault(fingerprint, Set.of()),
                settings,
                api,
                messages,
                probes,
                metrics));
  }

  public static TestService withApi(
      Vertx vertx, Path folder, HttpSettings settings, Api api, HealthProbe... probes) {
    return new TestService(
        vertx,
        TestIdentity.create(folder, "server" + System.nanoTime()),
        0,
        settings,
        Optional.of(api),
        Optional.empty(),
        List.of(probes));
  }

  public static TestService withMessages(
      Vertx vertx,
      TestIdentity identity,
      int port,
      HttpSettings settings,
      RequestHandler messages) {
    return new TestService(
        vertx, identity, port, settings, Optional.empty(), Optional.of(messages), List.of());
  }

  public static TestService onPort(Vertx vertx, Path folder, int port) {
    return new TestService(
        vertx,
        TestIdentity.create(folder, "server" + System.nanoTime()),
        port,
        quick(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /**
   * A service that answers every operation by this, and itself ends nothing for want of patience.
   *
   * @param concurrent requests at once
   */
  static TestService patient(Vertx vertx, Path folder, int concurrent, RequestHandler handler) {
    HttpSettings settings =
        new HttpSettings(
            200_000,
            Duration.ofHours(1),
            Duration.ofHours(1),
            Duration.ofHours(2),
            concurrent,
            2,
            Duration.ofMillis(100));
    return answering(vertx, folder, settings, handler);
  }

  /** A service that answers every operation by this. */
  static TestService answering(
      Vertx vertx, Path folder, HttpSettings settings, RequestHandler handler) {
    Api api =
        Api.of("/test-openapi.yaml")
            .operation("addNote", Set.of(TlsPeer.Role.APPLICATION), handler)
            .operation("listNotes", Set.of(TlsPeer.Role.APPLICATION), handler)
            .operation("getNote", Set.of(TlsPeer.Role.APPLICATION), handler);
    return withApi(vertx, folder, settings, api);
  }

  /** A client over HTTP/2 that opens no window, so that it takes no answer. */
  HttpClientAgent takingNothing(Vertx vertx, TestIdentity client) {
    return vertx
        .httpClientBuilder()
        .with(
            client
                .tls()
                .client(fingerprint())
                .setInitialSettings(new Http2Settings().setInitialWindowSize(0)))
        .build();
  }

  /** Limits that a test can wait for. */
  public static HttpSettings quick() {
    return new HttpSettings(
        200_000,
        Duration.ofMillis(700),
        Duration.ofMillis(1_500),
        Duration.ofMillis(2_500),
        64,
        2,
        Duration.ofSeconds(5));
  }

  public void register(TestIdentity client, TlsPeer.Role role) {
    registered.put(client.fingerprint(), Set.of(new TlsPeer(role, client.name())));
  }

  public void unregister(TestIdentity client) {
    registered.remove(client.fingerprint());
  }

  public Fingerprint fingerprint() {
    return identity.fingerprint();
  }

  public int port() {
    return http.port();
  }

  public PrometheusMeterRegistry metrics() {
    return metrics;
  }

  public URI uri(String path) {
    return URI.create("https://127.0.0.1:" + port() + path);
  }

  public HttpResponse<String> management(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + http.managementPort() + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  @Override
  public void close() {
    http.close();
  }

  public static void close(Vertx vertx) throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
