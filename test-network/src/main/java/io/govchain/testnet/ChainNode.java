package io.govchain.testnet;

import java.net.URI;
import java.nio.file.Path;

/**
 * One running node of a chain.
 *
 * @param log what the node prints
 */
public record ChainNode(String name, Role role, URI rpc, URI ws, Path log) {
  /** What a node does. */
  public enum Role {
    /** Makes blocks. */
    VALIDATOR,
    /** Follows the chain and keeps all its state, but never makes a block. */
    AUDIT
  }
}
