package io.govchain.simulation;

import io.govchain.evm.follow.FollowerStatus;
import io.govchain.governance.NewestState;
import io.govchain.simulation.chain.LedgerState;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The governance chain as a subchain proxy sees it in one life: nothing is judged by a node that
 * has not caught up. The rules for that are the real ones.
 */
final class SeenLedger {
  private final GovernanceNode node;
  private final World world;
  private final NewestState<LedgerState> records;
  private final long seenBefore;
  private boolean follows;
  private int seen = -1;
  private long answeredAt;

  /**
   * @param seenBefore the newest block that a former life saw, as far as that is on disk; -1 if
   *     none
   */
  SeenLedger(GovernanceNode node, World world, long seenBefore) {
    this.node = node;
    this.world = world;
    this.seenBefore = seenBefore;
    this.records =
        new NewestState<>(
            node::latest, node::head, node::at, () -> world.brain.newestSeen(follows ? seen : -1));
    this.answeredAt = world.now();
  }

  /** Takes in what the node has. */
  void second() {
    if (!node.answers()) {
      return;
    }
    answeredAt = world.now();
    if (follows) {
      seen = Math.max(seen, node.head());
    } else if (world.brain.beforeFollowing(node.head(), seenBefore).isEmpty()
        && node.syncing().isEmpty()) {
      follows = true;
      seen = node.head();
    }
  }

  /** Number of the newest block seen; -1 before the first. */
  int newest() {
    return seen;
  }

  /** Why nothing may be judged now; empty if it may. */
  Optional<String> staleness() {
    if (!follows) {
      return Optional.of("not followed yet");
    }
    FollowerStatus status =
        new FollowerStatus(
            OptionalLong.of(seen),
            OptionalLong.of(node.head()),
            Optional.of(Duration.ofMillis(world.now() - answeredAt)),
            false,
            Optional.empty());
    return world.brain.whileFollowing(status).or(node::syncing);
  }

  /**
   * Asks the newest state.
   *
   * @throws io.govchain.evm.EvmException where the node does not have it
   */
  <R> R read(Function<LedgerState, R> question) {
    return records.read(question);
  }
}
