package io.govchain.evm;

import java.util.Optional;

/**
 * What a node said to a broadcast transaction. An acceptance is no promise that a block will hold
 * it, and a refusal is no proof that none will: only the chain tells.
 */
public record BroadcastAnswer(Optional<EvmException.RpcError> refusal) {
  /** Whether the node took it. */
  public boolean accepted() {
    return refusal.isEmpty();
  }
}
