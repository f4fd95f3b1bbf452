package io.govchain.simulation;

import io.govchain.evm.EvmException;
import io.govchain.evm.follow.Reliance;
import io.govchain.simulation.chain.LedgerState;
import java.util.Optional;

/**
 * An institution's node of the governance chain, which both of its proxies ask. It may show an old
 * state for a while: after a power cut, or put back from a backup. One that shows less than was
 * seen of it before may keep silent about that; any other says that it is catching up, since
 * nothing could tell it from the chain's head (decision 0047, consequences).
 */
final class GovernanceNode {
  private final Party party;
  private final World world;
  private int stoppedAt;
  private long until;
  private boolean says;

  GovernanceNode(Party party, World world) {
    this.party = party;
    this.world = world;
  }

  /** From now on it has so many blocks less than the chain, and gets none for a while. */
  void fallBehind(int blocks, int millis, boolean saysSo) {
    stoppedAt = Math.max(-1, head() - blocks);
    until = world.now() + millis;
    says = saysSo;
    world.note(party.name(), "", "has a node that stands at block " + stoppedAt);
  }

  boolean answers() {
    return world.reachesLedger(party);
  }

  boolean isBehind() {
    return world.isFaulty() && world.now() < until && stoppedAt < world.ledger.head();
  }

  /** Number of its newest block; -1 before the first. */
  int head() {
    return isBehind() ? stoppedAt : world.ledger.head();
  }

  /** What it says of blocks that it lacks. */
  Optional<String> syncing() {
    if (!isBehind()) {
      return Optional.empty();
    }
    says = says || party.mostSeen() - stoppedAt <= Reliance.BLOCKS_BEHIND;
    return says ? world.brain.catchingUp(stoppedAt, world.ledger.head()) : Optional.empty();
  }

  LedgerState latest() {
    return world.ledger.at(head());
  }

  /**
   * The state as of a block.
   *
   * @throws EvmException if it does not have that
   */
  LedgerState at(long block) {
    if (block > head()) {
      throw new EvmException.RpcError("eth_call", -32000, "no block " + block);
    }
    return world.ledger.at((int) block);
  }
}
