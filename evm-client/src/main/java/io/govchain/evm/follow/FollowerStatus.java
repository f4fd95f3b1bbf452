package io.govchain.evm.follow;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a follower stands.
 *
 * @param lastBlock the last block that the listener took
 * @param head the newest block that the node told of
 * @param lastContact when the node last answered
 * @param notices whether a WebSocket announces blocks now
 * @param problem what keeps it from going on
 */
public record FollowerStatus(
    OptionalLong lastBlock,
    OptionalLong head,
    Optional<Instant> lastContact,
    boolean notices,
    Optional<String> problem) {}
