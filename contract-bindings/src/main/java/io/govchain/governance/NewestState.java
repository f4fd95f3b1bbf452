package io.govchain.governance;

import io.govchain.evm.EvmException;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Reads a chain in a state that is no older than the newest block that the reader saw. What a node
 * calls its latest state may be: behind one address there may be several, of which one lags, or one
 * that was put back.
 *
 * @param <S> what is asked of the chain as of one block
 */
public final class NewestState<S> {
  private final Supplier<S> latest;
  private final LongSupplier head;
  private final LongFunction<S> at;
  private final LongSupplier newestSeen;

  /**
   * @param latest what the node calls its latest state
   * @param head number of the node's newest block
   * @param at the state as of a block; throws an {@link EvmException} where the node lacks it
   * @param newestSeen number of the newest block seen; negative before the first
   */
  public NewestState(
      Supplier<S> latest, LongSupplier head, LongFunction<S> at, LongSupplier newestSeen) {
    this.latest = latest;
    this.head = head;
    this.at = at;
    this.newestSeen = newestSeen;
  }

  /** Of the governance chain. */
  public static NewestState<GovernanceChain> of(GovernanceChain chain, LongSupplier newestSeen) {
    return new NewestState<>(
        () -> chain, () -> chain.client().latestHeader().number(), chain::at, newestSeen);
  }

  /**
   * Reads the head's state, or that of the newest block seen where the head is not further.
   *
   * @throws EvmException where the node does not answer or has neither
   */
  public <R> R read(Function<S, R> question) {
    long seen = newestSeen.getAsLong();
    if (seen < 0) {
      return question.apply(latest.get());
    }
    long newest = head.getAsLong();
    if (newest > seen) {
      try {
        return question.apply(at.apply(newest));
      } catch (EvmException.RpcError lagging) {
        // Another node answers than the one that told the head; it may have what was seen.
        return question.apply(at.apply(seen));
      }
    }
    return question.apply(at.apply(seen));
  }
}
