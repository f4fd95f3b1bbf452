package io.govchain.subchain.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.govchain.amdp.AmdpException;
import io.govchain.amdp.CallStatus;
import io.govchain.client.SignedEvents;
import io.govchain.client.TransactionEvent;
import io.govchain.service.config.ConfigException;
import io.govchain.subchain.world.ProxyUnderTest;
import io.govchain.subchain.world.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a webhook's receiver gets, over real TLS, and what it can do wrong. */
@Timeout(180)
class WebhooksTest {

  @TempDir Path folder;
  private final List<byte[]> received = new CopyOnWriteArrayList<>();
  private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
  private final List<String> elsewhere = new CopyOnWriteArrayList<>();
  private PartneredProxy proxy;
  private Party receiver;
  private HttpsServer https;
  private HttpServer plain;

  @BeforeEach
  void listen() throws Exception {
    proxy = new PartneredProxy(folder);
    receiver = Party.create(folder, "receiver");
    https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    https.setHttpsConfigurator(
        new HttpsConfigurator(receiver.tls().clientContext(receiver.fingerprint())));
    https.createContext("/hook", this::take);
    https.start();
    plain = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    plain.createContext(
        "/",
        exchange -> {
          elsewhere.add(exchange.getRequestURI().getPath());
          exchange.sendResponseHeaders(200, -1);
        });
    plain.start();
  }

  @AfterEach
  void stop() throws Exception {
    proxy.close();
    https.stop(0);
    plain.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Integer status = answers.poll();
    if (status != null && status == 302) {
      exchange
          .getResponseHeaders()
          .add("location", "http://127.0.0.1:" + plain.getAddress().getPort() + "/elsewhere");
    }
    if (status == null) {
      received.add(body);
    }
    exchange.sendResponseHeaders(status == null ? 204 : status, -1);
    exchange.close();
  }

  private String hook(String fingerprint) {
    return """
        outbox: {firstBackoff: 10ms, maxBackoff: 100ms, requestTimeout: 2s}
        webhooks:
          - application: %s
            url: https://127.0.0.1:%d/hook
            fingerprint: "%s"
        """
        .formatted(World.APPLICATION, https.getAddress().getPort(), fingerprint);
  }

  private TransactionEvent event(int index) {
    return SignedEvents.verified(
        received.get(index),
        World.hex(proxy.world.proxyKey.publicKey()),
        World.PROXY,
        World.APPLICATION);
  }

  private List<String> statuses() {
    return received.stream().map(received::indexOf).map(i -> event(i).status()).toList();
  }

  @Test
  void shouldTellEverythingInOrderAndSigned_whenTheReceiverFailsInBetween() throws Exception {
    proxy.start(0, hook(receiver.fingerprint().value()));
    answers.addAll(List.of(500, 404, 429));
    String transaction = proxy.call();
    proxy.tell(transaction, CallStatus.EXECUTING);
    proxy.tell(transaction, CallStatus.SETTLED);

    ProxyUnderTest.await("three events", () -> received.size() >= 3);

    assertThat(statuses()).containsExactly("received", "executing", "settled");
    assertThat(event(2).transaction()).isEqualTo(transaction);
    assertThat(event(2).detail()).isEqualTo("said so");
    ProxyUnderTest.await(
        "an empty backlog",
        () ->
            proxy
                .metrics()
                .contains("govchain_webhook_backlog{application=\"registry/notary-app\"} 0.0"));
    byte[] forged = received.get(2).clone();
    forged[forged.length - 10] = (byte) (forged[forged.length - 10] == 'A' ? 'B' : 'A');
    assertThatThrownBy(
            () ->
                SignedEvents.verified(
                    forged,
                    World.hex(proxy.world.proxyKey.publicKey()),
                    World.PROXY,
                    World.APPLICATION))
        .isInstanceOf(AmdpException.class)
        .hasMessageContaining("signature");
    assertThatThrownBy(
            () ->
                SignedEvents.verified(
                    received.get(2),
                    World.hex(proxy.world.proxyKey.publicKey()),
                    World.PROXY,
                    "court/other-app"))
        .hasMessageContaining("court/other-app");
  }

  @Test
  void shouldGoOnWhereItStopped_whenTheProxyIsRestarted() throws Exception {
    proxy.start(0, hook(receiver.fingerprint().value()));
    String transaction = proxy.call();
    ProxyUnderTest.await("the first event", () -> received.size() == 1);
    int port = https.getAddress().getPort();
    https.stop(0);
    proxy.tell(transaction, CallStatus.EXECUTING);
    proxy.tell(transaction, CallStatus.SETTLED);
    proxy.stop();
    https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    https.setHttpsConfigurator(
        new HttpsConfigurator(receiver.tls().clientContext(receiver.fingerprint())));
    https.createContext("/hook", this::take);
    https.start();

    proxy.start(0, hook(receiver.fingerprint().value()));

    ProxyUnderTest.await("the others", () -> received.size() >= 3);
    assertThat(statuses()).containsExactly("received", "executing", "settled");
  }

  @Test
  void shouldNotFollow_whenItIsRedirected() throws Exception {
    proxy.start(0, hook(receiver.fingerprint().value()));
    answers.addAll(List.of(302, 302));
    proxy.call();

    ProxyUnderTest.await("the event", () -> received.size() == 1);

    assertThat(elsewhere).isEmpty();
  }

  @Test
  void shouldSendNothing_whenTheReceiverHasAnotherCertificate() throws Exception {
    proxy.start(0, hook(proxy.partner.fingerprint().value()));
    proxy.call();

    ProxyUnderTest.await(
        "attempts", () -> proxy.metrics().contains("result=\"not-taken\"") && failures() > 2);

    assertThat(received).isEmpty();
    assertThat(proxy.metrics())
        .contains("govchain_webhook_backlog{application=\"registry/notary-app\"} 1.0");
  }

  private double failures() {
    return proxy
        .metrics()
        .lines()
        .filter(line -> line.startsWith("govchain_webhook_attempts_total"))
        .filter(line -> line.contains("not-taken"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Test
  void shouldSayWhoseWebhookIsToldNothing_whenNoSuchApplicationIsServed() throws Exception {
    String mistyped = World.APPLICATION + "s";
    proxy.start(
        0,
        "webhooks: [{application: %s, url: \"https://localhost:1/a\"}, {application: %s, url: \"https://localhost:1/b\"}]"
            .formatted(World.APPLICATION, mistyped));

    assertThat(proxy.health())
        .contains(
            "\"" + World.APPLICATION + "; " + mistyped + " is no active application of this proxy");
  }

  @Test
  void shouldNotStart_whenAWebhookWouldGoOutInTheClear() throws Exception {
    String hook = "webhooks: [{application: %s, url: \"http://example.org/hook\"}]";
    assertThatThrownBy(() -> proxy.start(0, hook.formatted(World.APPLICATION)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("webhooks[0]")
        .hasMessageContaining("https");
    proxy.start(0, "");
  }
}
