package io.govchain.console.index;

import io.govchain.console.store.Position;
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

  /** Blocks that are still to be indexed. */
  public long lag() {
    return head.isPresent() ? Math.max(0, head.getAsLong() - indexed.number()) : 0;
  }
}
