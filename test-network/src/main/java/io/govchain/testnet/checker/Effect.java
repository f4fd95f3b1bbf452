package io.govchain.testnet.checker;

import java.util.Optional;

/**
 * What a business contract said that was done, by an event in a block.
 *
 * @param chain name of the chain
 * @param time of the block, seconds
 * @param hash of the chain's transaction
 * @param digest the document's
 * @param tag of the governed step that the chain's transaction names
 */
public record Effect(
    String chain,
    long block,
    long time,
    String hash,
    Kind kind,
    String digest,
    String metadata,
    Optional<Tag> tag) {

  /** What an evidence store does. */
  public enum Kind {
    STORED,
    WITHDRAWN,
    /** An event that no evidence store has. */
    OTHER
  }
}
