package io.govchain.evm.follow;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a follower stands.
 *
 * @param lastBlock the last block that the listener took
 * @param head the newest block that the node told of
 * @param silence for how long the node has not answered, by a clock that nobody can set; empty
 *     before its first answer
 * @param notices whether a WebSocket announces blocks now
 * @param problem what keeps it from going on
 */
public record FollowerStatus(
    OptionalLong lastBlock,
    OptionalLong head,
    Optional<Duration> silence,
    boolean notices,
    Optional<String> problem) {

  /** Whether the node has answered within so long. */
  public boolean heardWithin(Duration limit) {
    return silence.filter(silent -> silent.compareTo(limit) < 0).isPresent();
  }

  /**
   * By how many blocks the node is behind what was taken from it before, as one that was put back
   * or another one under the same address: its latest state is an old one. 0 where it is not.
   */
  public long setBack() {
    return lastBlock.isPresent() && head.isPresent()
        ? Math.max(0, lastBlock.getAsLong() - head.getAsLong())
        : 0;
  }
}
