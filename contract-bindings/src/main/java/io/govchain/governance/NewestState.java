package io.govchain.governance;

import io.govchain.evm.EvmException;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Reads a chain in a state that is no older than the newest block that the reader saw. What a node
 * calls its latest state may be: behind one address there may be several, of which one lags, or one
 * that was put back.
 */
public final class NewestState {
  private final GovernanceChain chain;
  private final LongSupplier newestSeen;

  /**
   * @param newestSeen number of the newest block seen; negative before the first
   */
  public NewestState(GovernanceChain chain, LongSupplier newestSeen) {
    this.chain = chain;
    this.newestSeen = newestSeen;
  }

  /**
   * Reads the head's state, or that of the newest block seen where the head is not further.
   *
   * @throws EvmException where the node does not answer or has neither
   */
  public <R> R read(Function<GovernanceChain, R> question) {
    long seen = newestSeen.getAsLong();
    if (seen < 0) {
      return question.apply(chain);
    }
    long head = chain.client().latestHeader().number();
    if (head > seen) {
      try {
        return question.apply(chain.at(head));
      } catch (EvmException.RpcError lagging) {
        // Another node answers than the one that told the head; it may have what was seen.
        return question.apply(chain.at(seen));
      }
    }
    return question.apply(chain.at(seen));
  }
}
