package io.govchain.adapter.evm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A node in front of another that gives events one by one, but not those of whole blocks. */
final class PartialNode implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int TOPICS_OF_ONE = 3;

  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final URI node;
  private final String instead;

  private PartialNode(URI node, String instead) throws IOException {
    this.node = node;
    this.instead = instead;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Says that an answer would be too long. */
  static PartialNode refusing(URI node) throws IOException {
    return new PartialNode(
        node, "\"error\":{\"code\":-32005,\"message\":\"query returns more than is given\"}");
  }

  /** Says that there is nothing: its index is behind its blocks. */
  static PartialNode behind(URI node) throws IOException {
    return new PartialNode(node, "\"result\":[]");
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    JsonNode request = JSON.readTree(body);
    boolean whole =
        request.path("method").asText().equals("eth_getLogs")
            && request.path("params").path(0).path("topics").size() < TOPICS_OF_ONE;
    byte[] answer =
        whole
            ? "{\"jsonrpc\":\"2.0\",\"id\":%s,%s}".formatted(request.path("id"), instead).getBytes()
            : passedOn(body);
    exchange.getResponseHeaders().add("content-type", "application/json");
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private byte[] passedOn(byte[] body) throws IOException {
    try {
      return http.send(
              HttpRequest.newBuilder(node)
                  .header("content-type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray())
          .body();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw new IOException(closing);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    http.close();
  }
}
