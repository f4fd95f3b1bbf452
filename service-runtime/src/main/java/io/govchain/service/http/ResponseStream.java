package io.govchain.service.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Writes a response in pieces, each handed on when the one before is on the wire. Nothing is sent
 * before the first piece is full, so that what fails early can still be answered as a problem.
 */
final class ResponseStream extends OutputStream {
  private static final int PIECE = 64 * 1024;

  private final HttpServerRequest http;
  private final Context context;
  private final Map<String, String> headers;
  private final Duration patience;
  private final byte[] piece = new byte[PIECE];
  private int length;
  private boolean begun;

  ResponseStream(
      HttpServerRequest http, Context context, Map<String, String> headers, Duration patience) {
    this.http = http;
    this.context = context;
    this.headers = headers;
    this.patience = patience;
  }

  boolean begun() {
    return begun;
  }

  @Override
  public void write(int single) throws IOException {
    write(new byte[] {(byte) single}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    int at = from;
    while (at < from + count) {
      int taken = Math.min(PIECE - length, from + count - at);
      System.arraycopy(bytes, at, piece, length, taken);
      length += taken;
      at += taken;
      if (length == PIECE) {
        send(false);
      }
    }
  }

  /** Sends the last piece. */
  void finish() throws IOException {
    send(true);
  }

  private void send(boolean last) throws IOException {
    Buffer buffer = Buffer.buffer().appendBytes(piece, 0, length);
    length = 0;
    boolean first = !begun;
    begun = true;
    CompletableFuture<Void> sent = new CompletableFuture<>();
    context.runOnContext(
        back -> {
          var response = http.response();
          if (response.ended() || response.closed()) {
            sent.completeExceptionally(new IOException("the reader went away"));
            return;
          }
          if (first) {
            headers.forEach(response::putHeader);
            response.setChunked(!last && !headers.containsKey("content-length"));
          }
          (last ? response.end(buffer) : response.write(buffer))
              .onComplete(done -> sent.complete(null), sent::completeExceptionally);
        });
    await(sent);
  }

  private void await(CompletableFuture<Void> sent) throws IOException {
    try {
      sent.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException gone) {
      throw new IOException("the reader went away", gone.getCause());
    } catch (TimeoutException slow) {
      throw new IOException("nothing was taken within " + patience.toMillis() + " ms", slow);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the service is stopping");
    }
  }
}
