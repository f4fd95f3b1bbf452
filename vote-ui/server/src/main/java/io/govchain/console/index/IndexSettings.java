package io.govchain.console.index;

import java.time.Duration;

/**
 * How the chain is followed.
 *
 * @param poll pause between questions for the newest block
 * @param mostBlocks most blocks that are asked for at once while catching up
 */
public record IndexSettings(Duration poll, int mostBlocks) {

  /** Refuses what would never ask or never pause. */
  public IndexSettings {
    if (poll.toMillis() < 1 || mostBlocks < 1) {
      throw new IllegalArgumentException(
          "index: expected a poll of at least 1 ms and mostBlocks of at least 1, was "
              + poll
              + " and "
              + mostBlocks);
    }
  }

  /** A question every 200 ms. */
  public static IndexSettings standard() {
    return new IndexSettings(Duration.ofMillis(200), 512);
  }
}
