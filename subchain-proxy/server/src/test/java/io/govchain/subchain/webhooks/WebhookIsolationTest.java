package io.govchain.subchain.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.govchain.amdp.ApplicationCall;
import io.govchain.client.SignedEvents;
import io.govchain.client.TransactionEvent;
import io.govchain.service.config.TlsFiles;
import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.govchain.service.loop.Loops;
import io.govchain.service.messaging.OutboxSettings;
import io.govchain.service.tls.MutualTls;
import io.govchain.service.tls.TlsCertificates;
import io.govchain.subchain.journal.CallView;
import io.govchain.subchain.journal.Calls;
import io.govchain.subchain.journal.EventBell;
import io.govchain.subchain.journal.StoredCall;
import io.govchain.subchain.world.ProxyUnderTest;
import io.govchain.subchain.world.World;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Receivers that answer badly or not at all, beside one that answers. */
@Timeout(180)
class WebhookIsolationTest {

  private static final String HEALTHY = "registry/healthy-app";
  private static final String SICK = "registry/sick-app";
  private static final int EVENTS = 250;

  @TempDir Path folder;
  private final World world = new World();
  private final EventBell bell = new EventBell();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final List<TransactionEvent> received = new CopyOnWriteArrayList<>();
  private Database database;
  private HttpServer healthy;

  @BeforeEach
  void open() throws Exception {
    database =
        Database.open(
            folder.resolve("proxy.db"),
            "classpath:io/govchain/subchain/migrations",
            DatabaseSettings.standard(),
            metrics);
    healthy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    healthy.createContext("/", this::take);
    healthy.start();
  }

  @AfterEach
  void close() {
    healthy.stop(0);
    database.close();
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    received.add(
        SignedEvents.verified(body, World.hex(world.proxyKey.publicKey()), World.PROXY, HEALTHY));
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private Webhooks webhooks(URI sick) {
    TlsFiles tls = new TlsFiles(folder.resolve("tls.crt"), folder.resolve("tls.key"));
    TlsCertificates.create("proxy", List.of(), tls);
    URI well = URI.create("http://127.0.0.1:" + healthy.getAddress().getPort() + "/");
    return new Webhooks(
        World.PROXY,
        List.of(
            new Webhook(SICK, sick, Optional.empty()),
            new Webhook(HEALTHY, well, Optional.empty())),
        database,
        world.proxyKey,
        bell,
        MutualTls.load(tls),
        new OutboxSettings(Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ofSeconds(1), 1),
        metrics,
        new Loops(metrics));
  }

  private double backlog(String application) {
    return metrics.get("govchain.webhook.backlog").tag("application", application).gauge().value();
  }

  private double attempts(String result) {
    return metrics
        .find("govchain.webhook.attempts")
        .tag("application", SICK)
        .tag("result", result)
        .counters()
        .stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  private void happen(String application, int count) {
    List<StoredCall> calls = new ArrayList<>();
    database.writeAndWait(
        handle -> {
          for (int i = 0; i < count; i++) {
            ApplicationCall call =
                world.call().request(application.replace('/', '-') + i).sign(world.applicationKey);
            calls.add(
                new StoredCall(
                    call.transaction(),
                    call.envelope().digest(),
                    application,
                    "request" + i,
                    call.envelope().json(),
                    List.of(),
                    List.of(World.PIPELINE),
                    World.NOW,
                    World.NOW + 600,
                    CallView.received()));
            Calls.insert(handle, calls.getLast());
          }
          return true;
        });
    calls.forEach(bell::ring);
  }

  private void healthyIsToldAllInOrder() throws Exception {
    ProxyUnderTest.await("the healthy one has all", () -> received.size() == EVENTS);
    assertThat(received).extracting(TransactionEvent::number).isSorted().doesNotHaveDuplicates();
    ProxyUnderTest.await("its place", () -> backlog(HEALTHY) == 0);
  }

  @Test
  void shouldTellOthersAll_whenOneNeverAnswers() throws Exception {
    try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Webhooks webhooks = webhooks(URI.create("http://127.0.0.1:" + deaf.getLocalPort() + "/"))) {
      webhooks.start();
      happen(SICK, EVENTS);
      happen(HEALTHY, EVENTS);

      healthyIsToldAllInOrder();
      ProxyUnderTest.await("attempts", () -> attempts("not-taken") >= 2);
      assertThat(backlog(SICK)).as("kept on disk").isEqualTo(EVENTS);
    }
  }

  @Test
  void shouldTellOthersAll_whenOneTalksWithoutEnd() throws Exception {
    HttpServer endless =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    endless.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(500, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            byte[] noise = new byte[8192];
            while (!Thread.currentThread().isInterrupted()) {
              out.write(noise);
            }
          }
        });
    endless.start();
    try (Webhooks webhooks =
        webhooks(URI.create("http://127.0.0.1:" + endless.getAddress().getPort() + "/"))) {
      webhooks.start();
      happen(SICK, 1);
      happen(HEALTHY, EVENTS);

      healthyIsToldAllInOrder();
      ProxyUnderTest.await("attempts", () -> attempts("not-taken") >= 2);
      assertThat(attempts("taken")).isZero();
    } finally {
      endless.stop(0);
    }
  }
}
