package io.govchain.adapter;

/**
 * How a transaction stands on the chain now.
 *
 * @param block where it is; -1 where it is not known to be
 * @param blockHash of that block in the chain's notation; empty where there is none
 * @param moved whether that is another block than the one that its evidence proves
 */
public record Sighting(State state, long block, String blockHash, boolean moved) {

  /** What is known of it. */
  public enum State {
    /** In a block, and it took effect. */
    EFFECTIVE,
    /** In a block, without effect. */
    INEFFECTIVE,
    /** In no block. */
    ABSENT,
    /** As its evidence proves: the block is still there, though the node tells no more. */
    AS_PROVED,
    /** The node does not have so many blocks that it could be missed. */
    UNSEEN
  }

  /** Of one that is not seen in a block. */
  public static Sighting outside(State state) {
    return new Sighting(state, -1, "", false);
  }
}
