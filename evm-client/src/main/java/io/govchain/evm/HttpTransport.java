package io.govchain.evm;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** HTTP/1.1 to wherever the name of the node leads. */
final class HttpTransport implements Transport, AutoCloseable {
  private final HttpClient http;

  HttpTransport(Duration connectTimeout) {
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(connectTimeout)
            .build();
  }

  @Override
  public CompletableFuture<Answer> post(URI to, byte[] json, Duration timeout, int mostBytes) {
    HttpRequest request =
        HttpRequest.newBuilder(to)
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(json))
            .build();
    // What is derived from this future is cancelable as it is itself.
    return http.sendAsync(request, info -> BoundedBody.of(info, mostBytes))
        .thenApply(response -> new Answer(response.statusCode(), response.body()));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
