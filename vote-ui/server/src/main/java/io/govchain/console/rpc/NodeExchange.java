package io.govchain.console.rpc;

import io.govchain.service.http.Problem;
import io.govchain.service.http.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Hands requests on to the governance chain's node, with bounded answers. */
final class NodeExchange implements AutoCloseable {
  private static final int LARGEST_ANSWER = 16 << 20;
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  /** Answers are held in memory: so many of the largest ones fit. */
  private static final int MOST_AT_ONCE = 16;

  private final Semaphore room = new Semaphore(MOST_AT_ONCE);
  private final URI node;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  NodeExchange(URI node) {
    this.node = node;
  }

  byte[] send(byte[] body) {
    try {
      if (!room.tryAcquire(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ProblemException(
            Problem.of("overloaded", 503, "too many questions to the node are under way")
                .expected("at most " + MOST_AT_ONCE)
                .actual("more"));
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw silent("interrupted");
    }
    try {
      return exchange(body);
    } finally {
      room.release();
    }
  }

  private byte[] exchange(byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(node)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      HttpResponse<InputStream> response =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        byte[] answer = in.readNBytes(LARGEST_ANSWER + 1);
        if (answer.length > LARGEST_ANSWER) {
          throw new ProblemException(
              Problem.of("rpc-answer-too-large", 502, "the node's answer is too large")
                  .expected("at most " + LARGEST_ANSWER + " bytes; ask for fewer blocks")
                  .actual("more"));
        }
        if (response.statusCode() >= 500) {
          throw silent("HTTP status " + response.statusCode());
        }
        return answer;
      }
    } catch (IOException unreachable) {
      throw silent(String.valueOf(unreachable.getMessage()));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw silent("interrupted");
    }
  }

  private static ProblemException silent(String actual) {
    return new ProblemException(
        Problem.of("chain-unreachable", 503, "the governance chain's node does not answer")
            .expected("an answer within " + TIMEOUT.toSeconds() + " s")
            .actual(actual));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
