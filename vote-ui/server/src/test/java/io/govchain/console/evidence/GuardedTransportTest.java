package io.govchain.console.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import io.govchain.evm.Transport;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node's name decides nothing after its address was looked at. */
class GuardedTransportTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final byte[] QUESTION = "{}".getBytes(StandardCharsets.UTF_8);

  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
  private final AtomicInteger lookups = new AtomicInteger();
  private Vertx vertx;
  private HttpServer node;
  private GuardedTransport transport;

  /** The node is where nothing but the pinned address leads. */
  @BeforeEach
  void start() throws IOException {
    vertx = Vertx.vertx();
    node = HttpServer.create(new InetSocketAddress("127.0.0.2", 0), 0);
    node.createContext(
        "/",
        exchange -> {
          asked.add(
              "%s %s %s"
                  .formatted(
                      exchange.getRequestHeaders().getFirst("Host"),
                      exchange.getRequestURI(),
                      new String(
                          exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
          boolean moved = exchange.getRequestURI().getPath().equals("/moved");
          if (moved) {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
          }
          byte[] body = "x".repeat(1_000).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(moved ? 307 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    node.start();
    transport = transport(List.of(AllowedNode.parse("127.0.0.2/32")));
  }

  @AfterEach
  void end() {
    transport.close();
    node.stop(0);
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** Every name leads to the node at first, and to nowhere that answers afterwards. */
  private GuardedTransport transport(List<AllowedNode> allowed) {
    return new GuardedTransport(
        vertx,
        new NodeAddresses(
            allowed,
            host ->
                InetAddress.getAllByName(
                    lookups.getAndIncrement() == 0 ? "127.0.0.2" : "127.0.0.1")));
  }

  @Test
  void shouldConnectToTheAddressThatWasChecked_whenTheNameLeadsElsewhereAfterwards()
      throws Exception {
    Transport.Answer answer = ask("http://localhost:%d/rpc?key=1", 1_000);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).hasSize(1_000);
    assertThat(asked).containsExactly("localhost:%d /rpc?key=1 {}".formatted(port()));
    assertThat(lookups).as("times that the name was looked up").hasValue(1);
    assertThat(transport.refusal(url("http://localhost:%d/rpc?key=1"))).isEmpty();
  }

  @Test
  void shouldConnectToNobody_whenTheNameLeadsToAnAddressThatIsNotListed() throws Exception {
    ask("http://localhost:%d", 1_000);
    asked.clear();
    Throwable refused = catchThrowable(() -> ask("http://localhost:%d", 1_000));
    assertThat(refused).hasCauseInstanceOf(NodeAddresses.Refused.class);
    assertThat(asked).isEmpty();
    assertThat(transport.refusal(url("http://localhost:%d")).orElseThrow()).contains("loopback");
  }

  @Test
  void shouldFollowNobody_whenTheNodeSendsItElsewhere() throws Exception {
    assertThat(ask("http://localhost:%d/moved", 1_000).status()).isEqualTo(307);
    assertThat(asked).hasSize(1);
  }

  @Test
  void shouldGiveUp_whenTheAnswerIsTooLarge() {
    assertThat(catchThrowable(() -> ask("http://localhost:%d", 999)))
        .hasCauseInstanceOf(Transport.TooLarge.class);
  }

  @Test
  void shouldGiveUp_whenNobodyAnswersInTime() throws Exception {
    try (var silent = new java.net.ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"))) {
      URI mute = URI.create("http://localhost:" + silent.getLocalPort());
      Throwable late =
          catchThrowable(
              () ->
                  transport
                      .post(mute, QUESTION, Duration.ofMillis(200), 10)
                      .get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
      assertThat(late).isInstanceOf(ExecutionException.class);
    }
  }

  private int port() {
    return node.getAddress().getPort();
  }

  private String url(String form) {
    return form.formatted(port());
  }

  private Transport.Answer ask(String form, int mostBytes) throws Exception {
    return transport
        .post(URI.create(url(form)), QUESTION, PATIENCE, mostBytes)
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
