package io.govchain.subchain.webhooks;

import io.govchain.service.tls.MutualTls;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts signed events to one receiver. Redirects are not followed: they would lead past the pinned
 * certificate and to places that nobody configured. Of the answer only the status counts.
 */
final class WebhookCourier implements AutoCloseable {

  private static final int MAX_ANSWER_BYTES = 64 * 1024;

  private final Webhook webhook;
  private final Duration timeout;
  private final HttpClient http;

  WebhookCourier(Webhook webhook, MutualTls tls, Duration timeout) {
    this.webhook = webhook;
    this.timeout = timeout;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout);
    webhook.fingerprint().ifPresent(pinned -> builder.sslContext(tls.clientContext(pinned)));
    this.http = builder.build();
  }

  /** Blocks for at most the timeout, however the answer trickles in. */
  Answer post(String body) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(webhook.url())
            .timeout(timeout)
            .header("content-type", "application/jose+json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    // Not by sendAsync: its answers come by the common pool, which anybody may block.
    FutureTask<HttpResponse<Void>> answer =
        new FutureTask<>(() -> http.send(request, info -> new Ignored()));
    Thread.ofVirtual().name("webhook-attempt").start(answer);
    try {
      int status = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS).statusCode();
      return status >= 200 && status < 300
          ? new Answer.Taken()
          : new Answer.NotTaken("expected a status of 200 to 299, actual " + status);
    } catch (ExecutionException failed) {
      return new Answer.NotTaken(String.valueOf(failed.getCause()));
    } catch (TimeoutException late) {
      return new Answer.NotTaken("no whole answer within " + timeout.toMillis() + " ms");
    } finally {
      answer.cancel(true);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  /** Drops the answer's body, and the connection when the body is long. */
  private static final class Ignored implements HttpResponse.BodySubscriber<Void> {
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private Flow.Subscription subscription;
    private int length;

    @Override
    public CompletionStage<Void> getBody() {
      return done;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
      for (ByteBuffer part : parts) {
        length += part.remaining();
      }
      if (length > MAX_ANSWER_BYTES) {
        subscription.cancel();
        done.complete(null);
      }
    }

    @Override
    public void onError(Throwable thrown) {
      done.completeExceptionally(thrown);
    }

    @Override
    public void onComplete() {
      done.complete(null);
    }
  }
}
