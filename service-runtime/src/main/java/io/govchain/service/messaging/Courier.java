package io.govchain.service.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.govchain.service.http.HttpService;
import io.govchain.service.tls.MutualTls;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The HTTP/2 connection to one destination. Bound to one endpoint and to the certificates that
 * count there: when either changes in the directory, the connection is given up and a new one made.
 */
final class Courier implements AutoCloseable {
  private static final int MAX_ANSWER_BYTES = 64 * 1024;
  private static final int MAX_CODE = 64;
  private static final int MAX_TEXT = 200;
  private static final Duration MAX_RETRY_AFTER = Duration.ofSeconds(60);

  /** Codes of 503 after which the receiver may go on, or may have written after all. */
  private static final Set<String> UNKNOWN =
      Set.of("handler-timeout", "database-unwritable", "database-closed");

  private static final ObjectMapper JSON = new ObjectMapper();

  private record Answer(int status, String retryAfter, JsonNode body) {}

  private final Peer peer;
  private final Duration timeout;
  private final HttpClientAgent client;

  Courier(Vertx vertx, MutualTls tls, Peer peer, OutboxSettings settings) {
    this.peer = peer;
    this.timeout = settings.requestTimeout();
    HttpClientOptions options = tls.client(peer.certificates());
    options
        .setConnectTimeout((int) timeout.toMillis())
        .setHttp2MultiplexingLimit(settings.maxInFlightPerPeer())
        // Below the server's idle timeout, so that a connection is not lost under a request.
        .setHttp2KeepAliveTimeout(20)
        .setKeepAliveTimeout(20);
    PoolOptions pool =
        new PoolOptions().setHttp2MaxSize(1).setHttp1MaxSize(settings.maxInFlightPerPeer());
    this.client = vertx.httpClientBuilder().with(options).with(pool).build();
  }

  boolean leadsTo(Peer other) {
    return peer.equals(other);
  }

  /** Blocks for at most the request timeout. */
  Delivery deliver(OutgoingMessage message) throws InterruptedException {
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost(peer.endpoint().getHost())
            .setPort(peer.endpoint().getPort() < 0 ? 443 : peer.endpoint().getPort())
            .setURI(HttpService.MESSAGES_PATH)
            .setTimeout(timeout.toMillis())
            .putHeader("content-type", "application/json");
    AtomicBoolean sent = new AtomicBoolean();
    try {
      Answer answer =
          client
              .request(request)
              .compose(ready -> send(ready, message, sent))
              .compose(Courier::read)
              .toCompletionStage()
              .toCompletableFuture()
              .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return judge(answer, message.id());
    } catch (ExecutionException failed) {
      return new Delivery.Unreachable(peer.endpoint() + ": " + failed.getCause(), sent.get());
    } catch (TimeoutException late) {
      return new Delivery.Unreachable(
          peer.endpoint() + ": no answer within " + timeout, sent.get());
    }
  }

  private static Future<HttpClientResponse> send(
      HttpClientRequest ready, OutgoingMessage message, AtomicBoolean sent) {
    sent.set(true);
    return ready.send(Buffer.buffer(message.body()));
  }

  private static Future<Answer> read(HttpClientResponse response) {
    Promise<Answer> answer = Promise.promise();
    Buffer body = Buffer.buffer();
    response.exceptionHandler(answer::tryFail);
    response.handler(
        part -> {
          if (body.length() + part.length() > MAX_ANSWER_BYTES) {
            answer.tryFail("the answer is longer than " + MAX_ANSWER_BYTES + " bytes");
            response.request().reset();
          } else {
            body.appendBuffer(part);
          }
        });
    response.endHandler(
        end ->
            answer.tryComplete(
                new Answer(response.statusCode(), response.getHeader("retry-after"), json(body))));
    return answer.future();
  }

  private static JsonNode json(Buffer body) {
    try {
      JsonNode json = JSON.readTree(body.getBytes());
      return json == null ? MissingNode.getInstance() : json;
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Delivery judge(Answer answer, String messageId) {
    String code = shown(answer.body().path("code").asText(""), MAX_CODE);
    return switch (answer.status()) {
      case 200, 202 -> {
        String acknowledged = answer.body().path("acknowledged").asText("");
        yield acknowledged.equals(messageId)
            ? new Delivery.Taken()
            : new Delivery.Unreachable(
                peer.endpoint()
                    + ": expected an acknowledgement of "
                    + messageId
                    + ", actual '"
                    + shown(acknowledged, MAX_TEXT)
                    + "'",
                true);
      }
      case 408, 425, 429 -> deferred(answer, code);
      // The receiver does not know our certificate, perhaps not yet: not the message's fault.
      case 401, 403 ->
          code.equals("certificate-unregistered")
              ? new Delivery.Unreachable(peer.endpoint() + ": " + text(answer, code), false)
              : new Delivery.Refused(code.isEmpty() ? "http-403" : code, text(answer, code));
      default -> {
        if (answer.status() >= 500) {
          yield deferred(answer, code);
        }
        yield answer.status() >= 400
            ? new Delivery.Refused(
                code.isEmpty() ? "http-" + answer.status() : code, text(answer, code))
            : new Delivery.Unreachable(
                peer.endpoint() + ": unexpected status " + answer.status(), true);
      }
    };
  }

  private Delivery deferred(Answer answer, String code) {
    Duration wait = Duration.ZERO;
    if (answer.retryAfter() != null && answer.retryAfter().matches("\\d{1,4}")) {
      wait = Duration.ofSeconds(Long.parseLong(answer.retryAfter()));
    }
    Duration bounded = wait.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : wait;
    return new Delivery.Deferred(text(answer, code), bounded, mayBeTaken(answer.status(), code));
  }

  /**
   * A receiver that puts a message off says so with 503 and why, and has not taken it. What fails
   * there in any other way may fail after the message was taken.
   */
  private static boolean mayBeTaken(int status, String code) {
    return status >= 500 && (status != 503 || code.isEmpty() || UNKNOWN.contains(code));
  }

  private static String text(Answer answer, String code) {
    StringBuilder text = new StringBuilder("status ").append(answer.status());
    text.append(code.isEmpty() ? "" : " " + code);
    for (String field : new String[] {"detail", "expected", "actual"}) {
      String value = answer.body().path(field).asText("");
      if (!value.isEmpty()) {
        text.append(", ").append(field).append(": ").append(shown(value, MAX_TEXT));
      }
    }
    return text.toString();
  }

  /** It comes from the peer and ends in logs and at applications: bounded, on one line. */
  private static String shown(String value, int most) {
    String cut = value.length() > most ? value.substring(0, most) + "..." : value;
    return cut.replaceAll("[\\p{IsControl}\\u2028\\u2029]", "?");
  }

  @Override
  public void close() {
    client.close();
  }
}
