package io.govchain.evm.follow;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A subscription to new blocks over a WebSocket, taken up again whenever it ends. What the messages
 * say is not read: each only means that it is time to ask.
 */
final class NewHeadNotices implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NewHeadNotices.class);
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final String SUBSCRIBE =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_subscribe\",\"params\":[\"newHeads\"]}";

  private final URI uri;
  private final FollowerSettings settings;
  private final Runnable notice;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Subscription current;

  NewHeadNotices(URI uri, FollowerSettings settings, Runnable notice) {
    this.uri = uri;
    this.settings = settings;
    this.notice = notice;
  }

  void start() {
    Thread.ofVirtual().name("new-heads").start(this::run);
  }

  /** Whether messages have come and the last is not too old. */
  boolean connected() {
    Subscription subscription = current;
    return subscription != null && subscription.heard && subscription.ended.getCount() > 0;
  }

  private void run() {
    long pause = settings.poll().toMillis();
    try {
      while (closed.getCount() > 0) {
        boolean worked = subscribeUntilItEnds();
        pause =
            worked
                ? settings.poll().toMillis()
                : Math.min(2 * pause, settings.maxPause().toMillis());
        notice.run();
        closed.await(pause, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean subscribeUntilItEnds() throws InterruptedException {
    Subscription subscription = new Subscription();
    current = subscription;
    WebSocket socket;
    try {
      socket =
          http.newWebSocketBuilder()
              .connectTimeout(CONNECT)
              .buildAsync(uri, subscription)
              .get(CONNECT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("no WebSocket to {}; polling", uri.getHost(), e);
      return false;
    }
    try {
      socket.sendText(SUBSCRIBE, true);
      long silence = settings.silence().toNanos();
      while (closed.getCount() > 0) {
        long quiet = System.nanoTime() - subscription.lastHeard;
        if (quiet >= silence) {
          LOG.warn(
              "WebSocket to {} silent for {}; connecting anew", uri.getHost(), settings.silence());
          break;
        }
        if (subscription.ended.await(
            Math.min(silence - quiet, 500_000_000L), TimeUnit.NANOSECONDS)) {
          LOG.warn("WebSocket to {} ended; connecting anew", uri.getHost());
          break;
        }
      }
      return subscription.heard;
    } finally {
      subscription.ended.countDown();
      socket.abort();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    Subscription subscription = current;
    if (subscription != null) {
      subscription.ended.countDown();
    }
    http.shutdownNow();
  }

  private final class Subscription implements WebSocket.Listener {
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile long lastHeard = System.nanoTime();
    private volatile boolean heard;

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      lastHeard = System.nanoTime();
      heard = true;
      if (last) {
        notice.run();
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      ended.countDown();
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      ended.countDown();
    }
  }
}
