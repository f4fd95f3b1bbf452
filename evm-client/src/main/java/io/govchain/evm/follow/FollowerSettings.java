package io.govchain.evm.follow;

import java.time.Duration;

/**
 * How a follower watches its chain.
 *
 * @param poll pause between questions for the newest block without a WebSocket
 * @param pollWithNotices the same while a WebSocket announces blocks: only a safety net
 * @param silence a WebSocket that says nothing for this long is replaced
 * @param maxPause longest pause between attempts while the chain cannot be reached or the listener
 *     fails
 * @param batch how many missed blocks to fetch in one exchange
 * @param remembered how many block hashes to keep for telling how deep a reorganisation went
 */
public record FollowerSettings(
    Duration poll,
    Duration pollWithNotices,
    Duration silence,
    Duration maxPause,
    int batch,
    int remembered) {
  public FollowerSettings {
    if (poll.toMillis() < 1 || pollWithNotices.toMillis() < 1 || silence.toMillis() < 1) {
      throw new IllegalArgumentException("follower: every duration must be at least 1 ms");
    }
    if (maxPause.compareTo(poll) < 0 || batch < 1 || remembered < 1) {
      throw new IllegalArgumentException(
          "follower: expected max pause >= poll, batch >= 1, remembered >= 1; got %s, %s, %d, %d"
              .formatted(maxPause, poll, batch, remembered));
    }
  }

  /** Polls every 200 ms, or every second beside a WebSocket. */
  public static FollowerSettings defaults() {
    return polling(Duration.ofMillis(200));
  }

  /** The defaults with another poll interval. */
  public static FollowerSettings polling(Duration poll) {
    return new FollowerSettings(
        poll, Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(1), 16, 256);
  }
}
