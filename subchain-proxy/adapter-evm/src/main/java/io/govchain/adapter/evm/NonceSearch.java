package io.govchain.adapter.evm;

import io.govchain.adapter.NonceRange;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.send.CompleteBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the transactions that used certain nonces of an account: each of them, or it fails. What it
 * does not find counts as never written, so nothing is concluded from what a node lacks.
 *
 * <p>The account's counts lead to the blocks quickly, and are believed only where they fit what the
 * blocks hold: of a state that it has forgotten one node says so and another answers 0. Then every
 * block is looked at. Used by one thread at a time, but for {@link #progress}.
 */
final class NonceSearch {
  private static final Logger LOG = LoggerFactory.getLogger(NonceSearch.class);

  private final EvmClient client;
  private final String account;

  /**
   * The last one, at its end or not: neither a failed question nor blocks that are taken back may
   * cost what was looked at in hours.
   */
  private volatile Optional<BlockWalk> walk = Optional.empty();

  NonceSearch(EvmClient client, String account) {
    this.client = client;
    this.account = account;
  }

  /** How far it is, where that takes long. Any thread. */
  Optional<String> progress() {
    return walk.flatMap(BlockWalk::progress);
  }

  /**
   * @param ranges what the chain has counted, in order
   * @throws EvmException where the node does not show what used one of them
   */
  List<FoundTransaction> find(List<NonceRange> ranges) {
    MissingNonces missing = new MissingNonces(ranges);
    List<FoundTransaction> found =
        walk.filter(last -> last.isFor(missing))
            .map(last -> last.find(missing))
            .or(() -> byCounts(missing))
            .orElseGet(() -> walked(missing));
    LOG.info("account {}: {} transactions that the store does not know", account, found.size());
    return found;
  }

  private List<FoundTransaction> walked(MissingNonces missing) {
    BlockWalk anew = new BlockWalk(client, account, missing);
    walk = Optional.of(anew);
    return anew.find(missing);
  }

  /** Empty where the counts are not to be had or do not fit. */
  private Optional<List<FoundTransaction>> byCounts(MissingNonces missing) {
    long newest = client.latestHeader().number();
    List<FoundTransaction> found = new ArrayList<>();
    try {
      long count = client.transactionCountAt(account, newest);
      if (count < missing.end()) {
        throw new EvmException.ResponseRefused(
            "account %s: expected at least %d transactions up to block %d, as counted before; the node counts %d"
                .formatted(account, missing.end(), newest, count),
            null);
      }
      if (halve(new Blocks(-1, 0, newest, count), missing, found)) {
        return Optional.of(found);
      }
    } catch (EvmException.RpcError noOldStates) {
      LOG.info("looking for lost writes block by block: {}", noOldStates.getMessage());
    }
    return Optional.empty();
  }

  /** The blocks above one up to another, and what the account had sent up to each of the two. */
  private record Blocks(long below, long countBelow, long top, long countTop) {}

  /** Halves the range until each block that brought a missing one is found; false for a misfit. */
  private boolean halve(Blocks blocks, MissingNonces missing, List<FoundTransaction> found) {
    if (!missing.hasAny(blocks.countBelow(), blocks.countTop())) {
      return true;
    }
    if (blocks.top() == blocks.below() + 1) {
      return takeAll(blocks, missing, found);
    }
    long middle = (blocks.below() + blocks.top()) >>> 1;
    long count = client.transactionCountAt(account, middle);
    return halve(new Blocks(blocks.below(), blocks.countBelow(), middle, count), missing, found)
        && halve(new Blocks(middle, count, blocks.top(), blocks.countTop()), missing, found);
  }

  /** The counts say that the block used these nonces: it has to show by what, each of them. */
  private boolean takeAll(Blocks blocks, MissingNonces missing, List<FoundTransaction> found) {
    CompleteBlock block = CompleteBlock.read(client, blocks.top());
    found.addAll(missing.usedIn(block, account));
    Set<Long> used = block.noncesOf(client, account);
    used.removeIf(nonce -> nonce < blocks.countBelow() || nonce >= blocks.countTop());
    long counted = blocks.countTop() - blocks.countBelow();
    if (used.size() == counted || block.mayUseNoncesByCode(client, account)) {
      return true;
    }
    LOG.info(
        "looking for lost writes block by block: the node counts {} nonces of {} in block {}, which uses {} of them",
        counted,
        account,
        blocks.top(),
        used.size());
    return false;
  }
}
