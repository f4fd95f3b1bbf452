package io.govchain.console.evidence;

import io.govchain.evm.Transport;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;

/**
 * Connects to the very address that was looked at: a name that leads elsewhere a moment later (DNS
 * rebinding) changes nothing. Names are for the Host header and the certificate alone, and no
 * redirection is followed.
 */
final class GuardedTransport implements Transport, AutoCloseable {
  private static final int CONNECTIONS = 4;

  /** Of more, the reasons are forgotten; they are told anew with the next question. */
  private static final int MOST_REASONS = 1_000;

  private final NodeAddresses addresses;
  private final HttpClientAgent http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, String> refused = new ConcurrentHashMap<>();

  GuardedTransport(Vertx vertx, NodeAddresses addresses) {
    this.addresses = addresses;
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions().setVerifyHost(true),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  }

  /** Why this node was not connected to when it was last asked; empty if it was. */
  Optional<String> refusal(String node) {
    return Optional.ofNullable(refused.get(node));
  }

  @Override
  public CompletableFuture<Answer> post(URI to, byte[] json, Duration timeout, int mostBytes) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    threads.execute(
        () -> {
          try {
            send(to, address(to), json, timeout, mostBytes, answer);
          } catch (IOException | RuntimeException unreachable) {
            answer.completeExceptionally(unreachable);
          }
        });
    return answer;
  }

  private InetSocketAddress address(URI to) throws IOException {
    try {
      InetSocketAddress address = addresses.of(to);
      refused.remove(to.toString());
      return address;
    } catch (NodeAddresses.Refused why) {
      if (refused.size() >= MOST_REASONS) {
        refused.clear();
      }
      refused.put(to.toString(), why.getMessage());
      throw why;
    }
  }

  private void send(
      URI to,
      InetSocketAddress address,
      byte[] json,
      Duration timeout,
      int mostBytes,
      CompletableFuture<Answer> answer) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setServer(SocketAddress.inetSocketAddress(address))
            .setHost(to.getHost())
            .setPort(NodeAddresses.port(to))
            .setSsl(to.getScheme().equals("https"))
            .setURI(target(to))
            .setFollowRedirects(false)
            .setConnectTimeout(timeout.toMillis())
            .setTimeout(timeout.toMillis())
            .putHeader("content-type", "application/json");
    http.request(options)
        .compose(
            request -> {
              answer.whenComplete((done, failed) -> end(request, failed));
              return request
                  .send(Buffer.buffer(json))
                  .onSuccess(response -> receive(response, mostBytes, answer));
            })
        .onFailure(failed -> answer.completeExceptionally(failure(failed)));
  }

  private static void receive(
      HttpClientResponse response, int mostBytes, CompletableFuture<Answer> answer) {
    Buffer body = Buffer.buffer();
    response.exceptionHandler(failed -> answer.completeExceptionally(failure(failed)));
    response.endHandler(end -> answer.complete(new Answer(response.statusCode(), body.getBytes())));
    response.handler(
        part -> {
          if (part.length() > mostBytes - body.length()) {
            answer.completeExceptionally(new TooLarge(mostBytes));
          } else if (!answer.isDone()) {
            body.appendBuffer(part);
          }
        });
  }

  /** Nobody waits for the rest of what failed, or was given up. */
  private static void end(HttpClientRequest request, Throwable failed) {
    if (failed != null) {
      request.reset();
    }
  }

  private static String target(URI to) {
    String path = to.getRawPath() == null || to.getRawPath().isEmpty() ? "/" : to.getRawPath();
    return to.getRawQuery() == null ? path : path + "?" + to.getRawQuery();
  }

  private static IOException failure(Throwable failed) {
    return switch (failed) {
      case IOException known -> known;
      case TimeoutException late -> new HttpTimeoutException(late.getMessage());
      default -> new IOException(failed.getMessage(), failed);
    };
  }

  @Override
  public void close() {
    threads.shutdownNow();
    http.close();
  }
}
