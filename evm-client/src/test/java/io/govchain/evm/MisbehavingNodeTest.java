package io.govchain.evm;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node that lies, rambles or dawdles must cost no more than an exception. */
class MisbehavingNodeTest {
  private final CountDownLatch ended = new CountDownLatch(1);
  private HttpServer server;

  private interface Behaviour {
    void answer(HttpExchange exchange) throws IOException;
  }

  @AfterEach
  void stop() {
    ended.countDown();
    server.stop(0);
  }

  private EvmClient clientOf(Behaviour behaviour) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          try (exchange) {
            behaviour.answer(exchange);
          }
        });
    server.start();
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return EvmClient.connect(new EvmEndpoint(uri, Optional.empty(), Duration.ofSeconds(2)));
  }

  private static Behaviour text(int status, String body) {
    return exchange -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  @Test
  void shouldRefuse_whenAnswerIsNotJsonRpc() throws IOException {
    for (String body :
        List.of(
            "<html>",
            "",
            "7",
            "null",
            "{}",
            "[]",
            "{\"id\":1,\"result\":\"0x1\"}",
            "{\"id\":0}",
            "{\"id\":0,\"result\":{}}",
            "{\"id\":0,\"result\":\"0xzz\"}",
            "{\"id\":0,\"result\":\"0x-1\"}",
            "[".repeat(100_000))) {
      try (EvmClient client = clientOf(text(200, body))) {
        assertThatThrownBy(client::chainId)
            .as("%.40s", body)
            .isInstanceOf(EvmException.ResponseRefused.class);
      } finally {
        server.stop(0);
      }
    }
  }

  @Test
  void shouldSayStatus_whenGatewayAnswersForTheNode() throws IOException {
    try (EvmClient client = clientOf(text(503, "busy"))) {
      assertThatThrownBy(client::chainId)
          .isInstanceOf(EvmException.ChainUnreachable.class)
          .hasMessageContaining("503");
    }
  }

  @Test
  void shouldRefuse_whenBatchIsAnsweredShortOrTwice() throws IOException {
    for (String body :
        List.of(
            "[{\"id\":0,\"result\":\"0x1\"}]",
            "[{\"id\":0,\"result\":\"0x1\"},{\"id\":0,\"result\":\"0x1\"}]",
            "[{\"id\":0,\"result\":\"0x1\"},{\"id\":9,\"result\":\"0x1\"}]",
            "{\"id\":0,\"result\":\"0x1\"}")) {
      try (EvmClient client = clientOf(text(200, body))) {
        assertThatThrownBy(() -> client.sendRaw(List.of("0x01", "0x02")))
            .isInstanceOf(EvmException.ResponseRefused.class);
      } finally {
        server.stop(0);
      }
    }
  }

  @Test
  void shouldStopReading_whenAnswerNeverEnds() throws IOException {
    byte[] chunk = new byte[1 << 20];
    try (EvmClient client =
        clientOf(
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              OutputStream out = exchange.getResponseBody();
              while (ended.getCount() > 0) {
                out.write(chunk);
              }
            })) {
      assertThatThrownBy(client::chainId)
          .isInstanceOfAny(EvmException.ResponseRefused.class, EvmException.ChainUnreachable.class);
    }
  }

  /** Few bytes that would become very many objects: within the limit of bytes, not of memory. */
  @Test
  void shouldRefuse_whenAnswerIsManyTinyValues() throws IOException {
    int values = 12_000_000;
    byte[] chunk = "{},".repeat(10_000).getBytes(StandardCharsets.UTF_8);
    try (EvmClient client =
        clientOf(
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              OutputStream out = exchange.getResponseBody();
              out.write(
                  "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":[".getBytes(StandardCharsets.UTF_8));
              for (int i = 0; i < values / 10_000; i++) {
                out.write(chunk);
              }
              out.write("{}]}".getBytes(StandardCharsets.UTF_8));
            })) {
      assertThatThrownBy(() -> client.rpc("eth_getLogs"))
          .isInstanceOf(EvmException.ResponseRefused.class);
    }
  }

  @Test
  @Timeout(60)
  void shouldGiveUp_whenBodyTricklesIn() throws IOException {
    try (EvmClient client =
        clientOf(
            exchange -> {
              exchange.sendResponseHeaders(200, 1000);
              OutputStream out = exchange.getResponseBody();
              try {
                while (!ended.await(100, TimeUnit.MILLISECONDS)) {
                  out.write(' ');
                  out.flush();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            })) {
      assertThatThrownBy(client::chainId).isInstanceOf(EvmException.ChainUnreachable.class);
    }
  }

  @Test
  void shouldFindRevertData_whereverNodesPutIt() throws IOException {
    String data = "0x4e487b71" + "%064x".formatted(17);
    for (String error :
        List.of(
            "{\"code\":3,\"message\":\"execution reverted\",\"data\":\"" + data + "\"}",
            "{\"code\":-32000,\"message\":\"Execution reverted\",\"data\":\"" + data + "\"}",
            "{\"code\":-32000,\"message\":\"x\",\"data\":\"Reverted " + data + "\"}",
            "{\"code\":-32603,\"message\":\"x\",\"data\":{\"data\":\"" + data + "\"}}",
            "{\"code\":-32000,\"message\":\"x\",\"data\":\"\\\"" + data + "\\\"\"}")) {
      String body = "{\"id\":0,\"error\":" + error + "}";
      try (EvmClient client = clientOf(text(200, body))) {
        assertThatThrownBy(() -> client.call("0x" + "00".repeat(20), "0x"))
            .as(error)
            .isInstanceOf(EvmException.CallReverted.class)
            .hasMessageContaining("Panic(code=17)");
      } finally {
        server.stop(0);
      }
    }
  }
}
