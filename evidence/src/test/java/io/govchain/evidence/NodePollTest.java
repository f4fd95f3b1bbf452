package io.govchain.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.governance.TrustAnchors;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class NodePollTest {
  private final Map<String, Integer> connected = new ConcurrentHashMap<>();

  private EvmClient connect(EvmEndpoint endpoint) {
    connected.merge(endpoint.display(), 1, Integer::sum);
    return EvmClient.connect(endpoint);
  }

  private static TrustAnchors.NodeAgreement rule(int number) {
    return new TrustAnchors.NodeAgreement(1, List.of("http://127.0.0.1:%d".formatted(number)));
  }

  private static void ask(NodePoll poll, int number) throws InterruptedException {
    assertThat(poll.agreed(rule(number), "block", node -> new NodePoll.Answer.Same("it")))
        .isInstanceOf(Finding.Accepted.class);
  }

  @Test
  void shouldKeepConnections_whenTheSameNodesAreAskedAgain() throws Exception {
    try (NodePoll poll = new NodePoll(this::connect)) {
      for (int i = 0; i < 3 * NodePoll.MOST_CLIENTS; i++) {
        ask(poll, 20_000 + i % 10);
      }
    }
    assertThat(connected.values()).hasSize(10).containsOnly(1);
  }

  @Test
  void shouldAskEach_whenSeveralStandOnOneMachine() throws Exception {
    List<String> nodes = List.of("http://localhost:1", "http://localhost:2", "http://b");
    try (NodePoll poll = new NodePoll(this::connect)) {
      assertThat(
              poll.agreed(
                  new TrustAnchors.NodeAgreement(3, nodes),
                  "block",
                  node -> new NodePoll.Answer.Same("it")))
          .isInstanceOf(Finding.Accepted.class);
    }
  }

  @Test
  void shouldKeepBoundedlyMany_whenEverOthersAreRegistered() throws Exception {
    try (NodePoll poll = new NodePoll(this::connect)) {
      for (int i = 0; i <= NodePoll.MOST_CLIENTS; i++) {
        ask(poll, 20_000 + i);
      }
      ask(poll, 20_000);
    }
    assertThat(Collections.max(connected.values())).as("the first was forgotten").isEqualTo(2);
  }

  @Test
  void shouldEnd_whenMemoryIsShortWhileANodeIsAsked() throws Exception {
    try (NodePoll poll = new NodePoll(this::connect)) {
      Finding finding =
          poll.agreed(
              rule(20_000),
              "block",
              node -> {
                throw new OutOfMemoryError("as the machine would");
              });

      assertThat(finding).isInstanceOf(Finding.Undecided.class);
    }
  }

  @Test
  void shouldRefuseAnAnswer_thatIsLongOrOfManyTokens() throws Exception {
    String tokens = "[" + "[],".repeat((int) NodePoll.BOUNDS.tokens() / 2) + "[]]";
    for (String result : List.of(tokens, '"' + "0".repeat(NodePoll.BOUNDS.bytes()) + '"')) {
      try (HttpNode node = new HttpNode(result);
          NodePoll poll = new NodePoll(this::connect)) {
        Finding finding =
            poll.agreed(
                rule(node.port()),
                "block",
                client -> new NodePoll.Answer.Same(client.header(1).toString()));

        assertThat(finding)
            .isInstanceOfSatisfying(
                Finding.Undecided.class, told -> assertThat(told.why()).contains("refused"));
      }
    }
  }

  @Test
  void shouldHoldFewAnswersOfANode_whateverIsJudgedByIt() throws Exception {
    AtomicInteger asking = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (NodePoll poll = new NodePoll(this::connect);
        ExecutorService judges = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Finding>> findings = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        findings.add(
            judges.submit(
                () ->
                    poll.agreed(
                        rule(20_000),
                        "block",
                        node -> {
                          most.accumulateAndGet(asking.incrementAndGet(), Math::max);
                          LockSupport.parkNanos(1_000_000);
                          asking.decrementAndGet();
                          return new NodePoll.Answer.Same("it");
                        })));
      }
      for (Future<Finding> finding : findings) {
        assertThat(finding.get()).isInstanceOf(Finding.Accepted.class);
      }
    }
    assertThat(most.get()).isEqualTo(NodePoll.MOST_AT_ONCE);
  }

  /** Answers whatever it is asked with this result. */
  private static final class HttpNode implements AutoCloseable {
    private final HttpServer server;

    HttpNode(String result) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      byte[] answer = ("{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":" + result + "}").getBytes(UTF_8);
      server.createContext(
          "/",
          exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
          });
      server.start();
    }

    int port() {
      return server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
