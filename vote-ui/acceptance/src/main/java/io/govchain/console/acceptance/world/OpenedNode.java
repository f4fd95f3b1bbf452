package io.govchain.console.acceptance.world;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A node as its operator opens it to the browsers of the own institution: behind a server that lets
 * their pages ask it. The test chains' nodes answer no page.
 */
public final class OpenedNode implements AutoCloseable {
  private static final Duration ANSWER_TIME = Duration.ofSeconds(20);
  private static final int NO_CONTENT = 204;
  private static final int BAD_GATEWAY = 502;

  private final URI node;
  private final HttpServer server;
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger asked = new AtomicInteger();

  private OpenedNode(URI node, HttpServer server) {
    this.node = node;
    this.server = server;
  }

  /** Opens this node at an address of its own. */
  public static OpenedNode of(URI node) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      OpenedNode opened = new OpenedNode(node, server);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", opened::answer);
      server.start();
      return opened;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("access-control-allow-origin", "*");
      exchange.getResponseHeaders().set("access-control-allow-headers", "content-type");
      if (exchange.getRequestMethod().equals("OPTIONS")) {
        exchange.sendResponseHeaders(NO_CONTENT, -1);
        return;
      }
      asked.incrementAndGet();
      HttpResponse<byte[]> response = forward(exchange.getRequestBody().readAllBytes());
      exchange.getResponseHeaders().set("content-type", "application/json");
      exchange.sendResponseHeaders(response.statusCode(), response.body().length);
      exchange.getResponseBody().write(response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.sendResponseHeaders(BAD_GATEWAY, -1);
    }
  }

  private HttpResponse<byte[]> forward(byte[] body) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(node)
            .timeout(ANSWER_TIME)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  /** Where pages ask it. */
  public URI address() {
    return URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
  }

  /** How many requests it got. */
  public int asked() {
    return asked.get();
  }

  @Override
  public void close() {
    server.stop(0);
    http.close();
  }
}
