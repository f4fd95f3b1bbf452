package io.govchain.console.index;

import io.govchain.console.store.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where the index stands.
 *
 * @param head the newest block that the node told of
 * @param headTime that block's time, seconds
 * @param headSince when, by this machine's clock, that block was first seen
 * @param lastContact when the node last answered
 * @param problem what keeps it from going on
 */
public record IndexStatus(
    Position indexed,
    OptionalLong head,
    OptionalLong headTime,
    Optional<String> headHash,
    Instant headSince,
    Optional<Instant> lastContact,
    Optional<String> problem) {

  /**
   * For how long the node has shown no new block; of what happens while it is silent it knows
   * nothing.
   */
  public Duration stalled(Instant now) {
    return Duration.between(headSince, problem.isPresent() ? lastAnswer() : now);
  }

  /** For how long the node has not answered; zero while it does. */
  public Duration silent(Instant now) {
    return problem.isPresent() ? Duration.between(lastAnswer(), now) : Duration.ZERO;
  }

  private Instant lastAnswer() {
    return lastContact.orElse(headSince);
  }

  /** Blocks that are still to be indexed. */
  public long lag() {
    return head.isPresent() ? Math.max(0, head.getAsLong() - indexed.number()) : 0;
  }
}
