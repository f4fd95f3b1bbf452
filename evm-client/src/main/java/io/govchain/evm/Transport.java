package io.govchain.evm;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** How a question comes to a node and its answer back; who connects decides whereto. */
public interface Transport {

  /** What came back. */
  record Answer(int status, byte[] body) {}

  /** The answer was larger than allowed. */
  final class TooLarge extends IOException {
    private static final long serialVersionUID = 1;

    public TooLarge(int mostBytes) {
      super("response larger than " + mostBytes + " bytes");
    }
  }

  /**
   * Sends JSON.
   *
   * @param timeout from connecting to the last byte
   * @param mostBytes of the answer's body; more fail with {@link TooLarge}
   * @return fails with an {@link IOException}: a {@link java.net.ConnectException} if nothing was
   *     sent; cancelled, it ends the exchange
   */
  CompletableFuture<Answer> post(URI to, byte[] json, Duration timeout, int mostBytes);
}
