package io.govchain.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Keeps one stream of events open, through failures and restarts of the proxy. */
final class EventReader implements AutoCloseable {
  private static final long FIRST_WAIT_MILLIS = 100;
  private static final long LONGEST_WAIT_MILLIS = 10_000;
  private static final int LARGEST_REFUSAL = 1 << 16;
  // The proxy says something every ten seconds.
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(35);

  /** What becomes of the stream. Called on the reader's thread; may block. */
  interface Listener {
    void connected();

    void event(TransactionEvent event) throws InterruptedException;

    /** Nothing follows: the transaction is over, or the proxy refused. */
    void ended(Optional<ProxyRefusedException> refusal) throws InterruptedException;
  }

  private final HttpClient http;
  private final ObjectMapper json;
  private final URI address;
  private final Duration timeout;
  private final boolean resumes;
  private final Listener listener;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile OptionalLong last;
  private volatile InputStream body;
  private volatile boolean connected;
  private volatile long heard;

  /**
   * @param after number of the last event known; empty for the proxy's default
   * @param resumes whether a new connection goes on after the last event
   */
  EventReader(
      HttpClient http,
      ObjectMapper json,
      URI address,
      Duration timeout,
      OptionalLong after,
      boolean resumes,
      Listener listener) {
    this.http = http;
    this.json = json;
    this.address = address;
    this.timeout = timeout;
    this.last = after;
    this.resumes = resumes;
    this.listener = listener;
    this.thread = Thread.ofVirtual().name("govchain-events").start(this::run);
    Thread.ofVirtual().name("govchain-events-watch").start(this::watch);
  }

  boolean connected() {
    return connected;
  }

  private void run() {
    int failures = 0;
    try {
      while (closing.getCount() > 0) {
        Optional<Boolean> told = readOnce();
        if (told.isEmpty()) {
          return;
        }
        failures = told.get() ? 0 : failures + 1;
        long full = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS << Math.min(failures, 10));
        long wait = full - ThreadLocalRandom.current().nextLong(full / 2);
        if (closing.await(wait, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether anything was told; empty when nothing follows. */
  private Optional<Boolean> readOnce() throws InterruptedException {
    boolean told = false;
    try {
      HttpResponse<InputStream> response = connect();
      try (InputStream in = response.body()) {
        switch (response.statusCode()) {
          case 200 -> {
            body = in;
            if (closing.getCount() == 0) {
              return Optional.empty();
            }
            connected = true;
            listener.connected();
            EventLines lines =
                new EventLines(
                    in,
                    json,
                    () -> heard = System.nanoTime(),
                    position -> last = OptionalLong.of(position));
            for (var next = lines.next(); next.isPresent(); next = lines.next()) {
              listener.event(next.get());
              last = OptionalLong.of(next.get().number());
              told = true;
            }
          }
          case 204 -> {
            listener.ended(Optional.empty());
            return Optional.empty();
          }
          // Too many streams, or not now.
          case 429, 500, 502, 503, 504 -> told = false;
          default -> {
            listener.ended(Optional.of(refusal(response.statusCode(), in)));
            return Optional.empty();
          }
        }
      }
    } catch (IOException broken) {
      // The next attempt goes on where this one stopped; who waits meanwhile asks the proxy.
      connected = false;
    } finally {
      connected = false;
    }
    return Optional.of(told);
  }

  private HttpResponse<InputStream> connect() throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).header("Accept", "text/event-stream").GET();
    if (last.isPresent() && resumes) {
      request.header("Last-Event-ID", Long.toString(last.getAsLong()));
    }
    heard = System.nanoTime();
    // A timeout of the request itself would end the stream, too, on newer platforms; and an answer
    // to sendAsync comes by the common pool, which applications may have blocked by waiting for us.
    FutureTask<HttpResponse<InputStream>> attempt = new FutureTask<>(() -> send(request.build()));
    Thread.ofVirtual().name("govchain-events-connect").start(attempt);
    try {
      return attempt.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw new IOException(address + ": no answer", failed.getCause());
    } catch (TimeoutException late) {
      abandon(attempt);
      throw new IOException(address + ": no answer within " + timeout, late);
    } catch (InterruptedException stopping) {
      abandon(attempt);
      throw stopping;
    }
  }

  private HttpResponse<InputStream> send(HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    if (Thread.currentThread().isInterrupted()) {
      close(response.body());
    }
    return response;
  }

  /** An answer that nobody reads would stay open at the proxy. */
  private static void abandon(FutureTask<HttpResponse<InputStream>> attempt) {
    if (!attempt.cancel(true) && attempt.state() == Future.State.SUCCESS) {
      close(attempt.resultNow().body());
    }
  }

  private ProxyRefusedException refusal(int status, InputStream in) throws InterruptedException {
    JsonNode problem;
    try {
      byte[] text = Bounded.within(timeout, address, () -> in.readNBytes(LARGEST_REFUSAL));
      problem = json.readTree(text);
    } catch (IOException unreadable) {
      // The status has said already that nothing follows.
      problem = MissingNode.getInstance();
    }
    return Answer.refusal(address, status, problem);
  }

  /** A connection that died without a word would be waited on for ever. */
  private void watch() {
    try {
      while (!closing.await(5, TimeUnit.SECONDS) && thread.isAlive()) {
        if (connected && System.nanoTime() - heard > LONGEST_SILENCE.toNanos()) {
          closeBody();
        }
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeBody() {
    InputStream open = body;
    if (open != null) {
      close(open);
    }
  }

  private static void close(InputStream open) {
    try {
      open.close();
    } catch (IOException alreadyGone) {
      // All that was wanted.
    }
  }

  @Override
  public void close() {
    closing.countDown();
    closeBody();
    thread.interrupt();
  }
}
