package io.govchain.testnet.endtoend;

import io.govchain.testnet.Awaiting;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/** Sends a byte now and then, so that the connection is never idle. */
final class Drip {
  private static final Duration BETWEEN_BYTES = Duration.ofMillis(100);

  private final SSLSocket socket;
  private final byte[] bytes;
  private int sent;

  private Drip(SSLSocket socket, byte[] bytes) {
    this.socket = socket;
    this.bytes = bytes.clone();
  }

  /**
   * Goes on until the other side answers or ends the connection, and returns what it said.
   *
   * @param patience within which it has to
   */
  static String into(SSLSocket socket, byte[] bytes, Duration patience) throws IOException {
    socket.setSoTimeout(1);
    Drip drip = new Drip(socket, bytes);
    return Awaiting.within(patience)
        .lookingEvery(BETWEEN_BYTES)
        .untilFound("the other side has enough", drip::next);
  }

  /** What was said, once something was, or nothing more can be. */
  private Optional<String> next() {
    try {
      byte[] answer = new byte[4096];
      int length = socket.getInputStream().read(answer);
      return Optional.of(new String(answer, 0, Math.max(0, length), StandardCharsets.UTF_8));
    } catch (SocketTimeoutException nothingYet) {
      return onward();
    } catch (IOException ended) {
      return Optional.of("");
    }
  }

  private Optional<String> onward() {
    try {
      socket.getOutputStream().write(bytes[sent++]);
      return Optional.empty();
    } catch (IOException ended) {
      return Optional.of("");
    }
  }
}
