package io.govchain.evm.testchain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands requests on to a node on a local port, but refuses those for more than a few blocks. */
public final class TerseNode implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REFUSAL =
      "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32005,\"message\":\"batch too long\"}}";

  private final URI target;
  private final int mostBlocks;
  private final AtomicInteger exchanges = new AtomicInteger();
  private final HttpServer server;
  private final HttpClient http = HttpClient.newHttpClient();

  /** Opens a port of its own. */
  public TerseNode(int target, int mostBlocks) {
    this.target = URI.create("http://127.0.0.1:" + target);
    this.mostBlocks = mostBlocks;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  /** The port to connect to. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** How many requests there were, each of one question or of several. */
  public int exchanges() {
    return exchanges.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchanges.incrementAndGet();
    try (exchange) {
      byte[] request = exchange.getRequestBody().readAllBytes();
      JsonNode parsed = JSON.readTree(request);
      byte[] answer =
          parsed.isArray() && parsed.size() > 2 * mostBlocks
              ? REFUSAL.getBytes(StandardCharsets.UTF_8)
              : forward(request);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private byte[] forward(byte[] request) throws IOException {
    HttpRequest forwarded =
        HttpRequest.newBuilder(target)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(request))
            .build();
    try {
      return http.send(forwarded, HttpResponse.BodyHandlers.ofByteArray()).body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    http.shutdownNow();
  }
}
