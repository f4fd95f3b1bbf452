package io.govchain.evm;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * Collects a response body up to a limit, so that no node can exhaust this process's memory, in
 * however small parts it comes.
 */
final class BoundedBody implements HttpResponse.BodySubscriber<byte[]> {
  /** Room for a body of unknown length; most answers are shorter. */
  private static final int USUAL_BYTES = 4 * 1024;

  /** Beyond this, room is made for what has come only. */
  private static final int MOST_IN_ADVANCE = 4 * 1024 * 1024;

  private final int maxBytes;
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private byte[] bytes;
  private int length;
  private Flow.Subscription subscription;

  private BoundedBody(int maxBytes, int room) {
    this.maxBytes = maxBytes;
    this.bytes = new byte[room];
  }

  /** The body of an answer, with room for the length that it states. */
  static BoundedBody of(HttpResponse.ResponseInfo answer, int maxBytes) {
    long stated = answer.headers().firstValueAsLong("content-length").orElse(USUAL_BYTES);
    return new BoundedBody(maxBytes, Math.clamp(stated, 0, Math.min(maxBytes, MOST_IN_ADVANCE)));
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      int size = buffer.remaining();
      if (size > maxBytes - length) {
        subscription.cancel();
        body.completeExceptionally(new Transport.TooLarge(maxBytes));
        return;
      }
      if (size > bytes.length - length) {
        int doubled = (int) Math.min(maxBytes, 2L * bytes.length);
        bytes = Arrays.copyOf(bytes, Math.max(length + size, doubled));
      }
      buffer.get(bytes, length, size);
      length += size;
    }
  }

  @Override
  public void onError(Throwable failure) {
    body.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    body.complete(length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
  }
}
