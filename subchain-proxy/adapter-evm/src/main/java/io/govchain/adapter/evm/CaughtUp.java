package io.govchain.adapter.evm;

import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.follow.Reliance;
import io.govchain.evm.follow.Syncing;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether what the node does not show may be taken for missing. A node that catches up, as after an
 * outage, shows an old state, in which what was written since is not there.
 *
 * <p>Not guaranteed: a node that is behind, does not say so, and has all that the host ever saw.
 */
final class CaughtUp {

  private final EvmClient client;
  private final Syncing syncing;

  /** Newest block that a former life saw, by chain id, until the node has it. */
  private final Map<Long, Long> seenBefore = new ConcurrentHashMap<>();

  CaughtUp(EvmClient client) {
    this.client = client;
    this.syncing = new Syncing(client);
  }

  /** A former life saw this block of this chain. */
  void expect(long chainId, long block) {
    seenBefore.merge(chainId, block, Math::max);
  }

  /**
   * @throws EvmException while nothing may be concluded from what the node lacks
   */
  void require() {
    Optional<String> behind = missing().or(syncing::problem);
    if (behind.isPresent()) {
      throw new EvmException.ResponseRefused(behind.get(), null);
    }
  }

  /**
   * Why not, for people: does not wait for a node that is slow to say that it is catching up. Empty
   * where it may.
   *
   * @throws EvmException when the node does not answer
   */
  Optional<String> behind() {
    return missing().or(syncing::lastProblem);
  }

  private Optional<String> missing() {
    return seenBefore.isEmpty() ? Optional.empty() : missing(client.chainId());
  }

  /** Once the node has it there is nothing more to ask: what it lacks later was taken back. */
  private Optional<String> missing(long chainId) {
    Long seen = seenBefore.get(chainId);
    if (seen == null) {
      return Optional.empty();
    }
    Optional<String> behind = Reliance.beforeFollowing(client.latestHeader().number(), seen);
    if (behind.isEmpty()) {
      seenBefore.remove(chainId, seen);
    }
    return behind;
  }
}
