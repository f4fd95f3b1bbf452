package io.govchain.evm.follow;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
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
    CompletableFuture<WebSocket> connecting =
        http.newWebSocketBuilder().connectTimeout(CONNECT).buildAsync(uri, subscription);
    WebSocket socket;
    try {
      socket = connecting.get(CONNECT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("no WebSocket to {}; polling", uri.getHost(), e);
      connecting.thenAccept(WebSocket::abort);
      return false;
    }
    try {
      socket.sendText(SUBSCRIBE, true);
      watch(socket, subscription);
      return subscription.heard;
    } finally {
      subscription.ended.countDown();
      socket.abort();
    }
  }

  /**
   * Returns when the subscription has ended, or says nothing although it was asked for a sign of
   * life.
   */
  private void watch(WebSocket socket, Subscription subscription) throws InterruptedException {
    long silence = settings.silence().toNanos();
    boolean asked = false;
    while (closed.getCount() > 0) {
      if (subscription.ended.await(silence / 8, TimeUnit.NANOSECONDS)) {
        if (closed.getCount() > 0) {
          LOG.warn("WebSocket to {} ended; connecting anew", uri.getHost());
        }
        return;
      }
      long quiet = System.nanoTime() - subscription.lastHeard;
      if (quiet >= silence) {
        LOG.warn(
            "WebSocket to {} silent for {}; connecting anew", uri.getHost(), settings.silence());
        return;
      }
      if (quiet < silence / 2) {
        asked = false;
      } else if (!asked) {
        asked = true;
        socket.sendPing(ByteBuffer.allocate(0));
      }
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
    public CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
      lastHeard = System.nanoTime();
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
