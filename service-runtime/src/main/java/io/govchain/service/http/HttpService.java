package io.govchain.service.http;

import io.govchain.service.config.ListenAddress;
import io.govchain.service.tls.FingerprintRegistry;
import io.govchain.service.tls.MutualTls;
import io.govchain.service.tls.TlsPeer.Role;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two listeners of a service: the one that {@link Access} tells about, mutually authenticated
 * but for pages in browsers, with its application API and AMDP messages; and the management one
 * with {@code /health/live}, {@code /health/ready} and {@code /metrics}. Both serve {@code
 * /openapi.yaml}.
 */
public final class HttpService implements AutoCloseable {
  /** Where AMDP messages are received. */
  public static final String MESSAGES_PATH = "/amdp/v1/messages";

  private static final Logger LOG = LoggerFactory.getLogger(HttpService.class);
  private static final HealthProbe STARTING =
      HealthProbe.of(
          "listener",
          () -> HealthProbe.Finding.failed("expected to listen, actual: it is starting"));
  private static final int MAX_STREAMS = 256;
  private static final int MAX_EVENT_LOOPS = 4;
  // Vert.x gives servers that ask for the same negative port one free port in common.
  private static final AtomicInteger ANY_PORT = new AtomicInteger();

  /**
   * What {@link #start} needs. Optional parts are absent on services without them.
   *
   * @param pages answers GET and HEAD at every path that the API does not begin with; the path is
   *     the request's {@code path} parameter of that name
   */
  public record Parts(
      ListenAddress listen,
      ListenAddress management,
      Access access,
      HttpSettings settings,
      Optional<Api> api,
      Optional<RequestHandler> messages,
      Optional<RequestHandler> pages,
      List<HealthProbe> probes,
      PrometheusMeterRegistry metrics) {

    /** Of a service whose callers all have registered certificates. */
    public Parts(
        ListenAddress listen,
        ListenAddress management,
        MutualTls tls,
        FingerprintRegistry registry,
        HttpSettings settings,
        Optional<Api> api,
        Optional<RequestHandler> messages,
        List<HealthProbe> probes,
        PrometheusMeterRegistry metrics) {
      this(
          listen,
          management,
          new Access.Registered(tls, registry),
          settings,
          api,
          messages,
          Optional.empty(),
          probes,
          metrics);
    }
  }

  private final Vertx vertx;
  private final Parts parts;
  private final VirtualThreads threads = new VirtualThreads();
  private final Gate gate;
  private final Bodies bodies;
  private final Operations operations;
  private final Streams streams;
  private final Downloads downloads;
  private final Callers callers;
  private final List<Listener> listeners = new ArrayList<>();
  private final ManagementService management;

  private HttpService(Vertx vertx, Parts parts, Optional<ManagementService> running) {
    this.vertx = vertx;
    this.parts = parts;
    this.callers = Callers.of(parts.access());
    this.gate = new Gate(callers, parts.settings(), threads);
    this.bodies = new Bodies(parts.settings(), parts.metrics());
    this.operations = new Operations(parts.settings(), threads, parts.metrics());
    this.streams = new Streams(callers, parts.settings(), threads);
    this.downloads = new Downloads(parts.settings(), threads);
    Gauge.builder("govchain.http.requests.under.way", gate, Gate::underWay)
        .register(parts.metrics());
    Gauge.builder("govchain.http.streams", streams, Streams::open)
        .description("Streams of events that are open")
        .register(parts.metrics());
    observeProcess(parts.metrics());
    Optional<ContractRouter> contract = parts.api().map(api -> new ContractRouter(vertx, api));
    String text = contract.map(ContractRouter::text).orElse("");
    this.management =
        running.orElseGet(
            () ->
                ManagementService.start(
                    vertx,
                    parts.management(),
                    parts.settings(),
                    List.of(STARTING),
                    parts.metrics()));
    listenOnEveryLoop(v -> routes(v, contract));
    // Whoever hears that it is ready sends requests at once.
    management.speakFor(parts.probes(), text);
  }

  /**
   * Starts both listeners and returns once they accept connections.
   *
   * @throws io.govchain.service.exit.StartupFailure when a port is taken (exit code 4)
   */
  public static HttpService start(Vertx vertx, Parts parts) {
    return new HttpService(vertx, parts, Optional.empty());
  }

  /** Starts the other listener beside the management one, which it takes over and closes. */
  public static HttpService start(Vertx vertx, Parts parts, ManagementService running) {
    return new HttpService(vertx, parts, Optional.of(running));
  }

  /** The port of the listener that is not the management one; useful when 0 was configured. */
  public int port() {
    return listeners.getFirst().port();
  }

  public int managementPort() {
    return management.port();
  }

  /** Stops accepting, lets requests under way finish within the drain timeout, then closes. */
  @Override
  public void close() {
    gate.stop();
    streams.stop();
    List<Future<Void>> draining = new ArrayList<>();
    listeners.forEach(listener -> draining.add(listener.drain(parts.settings().drainTimeout())));
    draining.add(management.drain(java.time.Duration.ofMillis(100)));
    try {
      Future.join(draining)
          .toCompletionStage()
          .toCompletableFuture()
          .get(parts.settings().drainTimeout().toMillis() + 5_000, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException late) {
      LOG.warn("{} requests were still under way at the end", gate.underWay(), late);
    }
    management.end();
    threads.close();
  }

  private static void observeProcess(MeterRegistry metrics) {
    new JvmMemoryMetrics().bindTo(metrics);
    new JvmThreadMetrics().bindTo(metrics);
    new ProcessorMetrics().bindTo(metrics);
    new UptimeMetrics().bindTo(metrics);
  }

  /** TLS is the costly part; one event loop would confine it to one core. */
  private void listenOnEveryLoop(Function<Vertx, Router> routes) {
    HttpServerOptions options = callers.options();
    options.getInitialSettings().setMaxConcurrentStreams(MAX_STREAMS);
    int loops = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MAX_EVENT_LOOPS);
    int port = parts.listen().port() == 0 ? -ANY_PORT.incrementAndGet() : parts.listen().port();
    for (int i = 0; i < loops; i++) {
      listeners.add(listener(new HttpServerOptions(options), parts.listen(), port, routes));
    }
  }

  private Listener listener(
      HttpServerOptions options, ListenAddress address, int port, Function<Vertx, Router> routes) {
    options
        .setHost(address.host())
        .setPort(port)
        .setIdleTimeout((int) parts.settings().idleTimeout().toMillis())
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    Listener listener = new Listener(options, routes, parts.settings().receiveTimeout());
    Listener.deploy(vertx, listener, address);
    return listener;
  }

  private Router routes(Vertx loop, Optional<ContractRouter> contract) {
    Router router = Router.router(loop);
    int limit = parts.settings().maxBodyBytes();
    router.route().handler(gate);
    contract.ifPresent(c -> c.allowLargeBodies(router, bodies));
    router.route().handler(bodies.upTo(limit));
    contract.ifPresent(c -> router.route().failureHandler(c::refuse));
    router.route().failureHandler(r -> Replies.send(r.request(), Replies.failure(r, limit)));
    parts.messages().ifPresent(messages -> receive(router, messages));
    contract.ifPresent(c -> c.serveText(router));
    parts.pages().ifPresent(pages -> new Pages(pages, operations).serve(router));
    contract.ifPresent(
        c -> router.route("/*").subRouter(c.router(loop, operations, streams, downloads)));
    for (int status : new int[] {400, 404, 405, 413, 415}) {
      router.errorHandler(status, r -> Replies.send(r.request(), Replies.failure(r, limit)));
    }
    return router;
  }

  private void receive(Router router, RequestHandler messages) {
    Api.Operation operation = new Api.Operation(Set.of(Role.SERVICE), messages);
    router
        .route(HttpMethod.POST, MESSAGES_PATH)
        .handler(routing -> operations.run(routing, operation, messageRequest(routing)));
  }

  private static Request messageRequest(RoutingContext routing) {
    var body = routing.body().buffer();
    return new Request(
        "receiveMessage",
        Map.of(),
        Map.of(),
        body == null ? new byte[0] : body.getBytes(),
        Gate.caller(routing));
  }
}
