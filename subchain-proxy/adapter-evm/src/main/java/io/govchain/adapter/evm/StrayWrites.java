package io.govchain.adapter.evm;

import io.govchain.adapter.NonceRange;
import io.govchain.adapter.PreparedWrites;
import io.govchain.adapter.Strays;
import io.govchain.adapter.Strays.Stray;
import io.govchain.evm.Block;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.send.CompleteBlock;
import io.govchain.evm.signing.RawTransaction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for the account's transactions that the host's store does not have, the newest first: by
 * their nonces, since each that the chain has counted was somebody's. Where the count has not
 * changed that costs one question. Unlike {@link LostWrites}, which finds all of them before the
 * first write, it never does much at once.
 */
final class StrayWrites {

  private static final Logger LOG = LoggerFactory.getLogger(StrayWrites.class);

  /** Each takes twice as many questions as the number of blocks since has binary digits. */
  private static final int FOUND_AT_ONCE = 2;

  private final EvmClient client;
  private final String account;
  private final PreparedWrites store;
  private final Set<Long> known = new HashSet<>();

  /** Found and not told yet: what fails later in a look must not lose them. */
  private final List<Stray> untold = new ArrayList<>();

  /** Of the nonces below, none is missing that was not found. */
  private long cleared;

  StrayWrites(EvmClient client, String account, PreparedWrites store) {
    this.client = client;
    this.account = account;
    this.store = store;
  }

  /**
   * @throws EvmException when the node does not answer
   */
  synchronized Strays look() {
    long mined = client.transactionCount(account);
    if (mined < cleared) {
      // Blocks were taken back: others may have these nonces now.
      cleared = 0;
      known.clear();
    }
    // After the count: what this process sends is in the store before the chain can count it.
    List<Long> missing = mined == cleared ? List.of() : missing(mined);
    try {
      for (long nonce : missing.stream().limit(FOUND_AT_ONCE).toList()) {
        take(nonce);
      }
    } catch (EvmException.RpcError noOldStates) {
      // What is asked for stands in states that a node may drop: it tells nothing for ever then.
      LOG.debug("looking for what others sent: {}", noOldStates.getMessage());
      return told(false);
    }
    boolean complete = known.containsAll(missing);
    if (complete) {
      cleared = mined;
      known.clear();
    }
    return told(complete);
  }

  private Strays told(boolean complete) {
    Strays strays = new Strays(untold, complete);
    untold.clear();
    return strays;
  }

  /** The newest first, and no more than shows whether any is left for later. */
  private List<Long> missing(long mined) {
    List<NonceRange> ranges = store.missingNonces(account, cleared, mined);
    return ranges.reversed().stream()
        .flatMapToLong(
            range ->
                LongStream.range(range.from(), range.to())
                    .map(nonce -> range.to() - 1 - (nonce - range.from())))
        .filter(nonce -> !known.contains(nonce))
        .limit(FOUND_AT_ONCE + 1L)
        .boxed()
        .toList();
  }

  private void take(long nonce) {
    OptionalLong number = blockOf(nonce);
    Optional<Block> block =
        number.isPresent() ? client.block(number.getAsLong()) : Optional.empty();
    if (block.isEmpty()) {
      return; // Taken back meanwhile.
    }
    for (RawTransaction transaction : block.get().transactions()) {
      if (transaction.from().equals(account) && transaction.nonce() == nonce) {
        known.add(nonce);
        untold.add(new Stray(transaction.hash(), transaction.data()));
      }
    }
    // Else the count is not one of a state that the node still has: it is not known, then.
    if (new CompleteBlock(block.get()).authorisedBy(client, account).contains(nonce)) {
      known.add(nonce);
    }
  }

  /**
   * The first block with more transactions of the account than this nonce, looked for from the
   * newest block backwards in ever larger steps: many nodes keep recent states only.
   */
  private OptionalLong blockOf(long nonce) {
    long high = client.latestHeader().number();
    if (!has(high, nonce)) {
      return OptionalLong.empty();
    }
    long low = high - 1;
    for (long step = 2; low >= 0 && has(low, nonce); step *= 2) {
      high = low;
      low = low == 0 ? -1 : Math.max(0, low - step);
    }
    // In block low there are not so many, in block high there are.
    while (high - low > 1) {
      long middle = (low + high) >>> 1;
      if (has(middle, nonce)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return OptionalLong.of(high);
  }

  private boolean has(long block, long nonce) {
    return client.transactionCountAt(account, block) > nonce;
  }
}
