package io.govchain.governance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes requests on to a node and counts those that hold a text. */
final class CountingNode implements AutoCloseable {
  private final HttpServer server;
  private final URI node;
  private final String text;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger asked = new AtomicInteger();

  private CountingNode(HttpServer server, URI node, String text) {
    this.server = server;
    this.node = node;
    this.text = text;
  }

  static CountingNode before(URI node, String text) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    CountingNode counting = new CountingNode(server, node, text);
    server.setExecutor(counting.threads);
    server.createContext("/", counting::pass);
    server.start();
    return counting;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  int asked() {
    return asked.get();
  }

  private void pass(HttpExchange exchange) throws IOException {
    byte[] request = exchange.getRequestBody().readAllBytes();
    if (new String(request, StandardCharsets.UTF_8).contains(text)) {
      asked.incrementAndGet();
    }
    try {
      byte[] answer =
          http.send(
                  HttpRequest.newBuilder(node)
                      .header("content-type", "application/json")
                      .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                      .build(),
                  HttpResponse.BodyHandlers.ofByteArray())
              .body();
      exchange.getResponseHeaders().set("content-type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    http.close();
    threads.close();
  }
}
