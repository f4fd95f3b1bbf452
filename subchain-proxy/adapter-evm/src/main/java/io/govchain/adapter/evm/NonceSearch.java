package io.govchain.adapter.evm;

import io.govchain.adapter.NonceRange;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.send.CompleteBlock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the transactions that used certain nonces of an account: each of them, or it fails. What it
 * does not find counts as never written, so nothing is concluded from what a node lacks.
 */
final class NonceSearch {
  private static final Logger LOG = LoggerFactory.getLogger(NonceSearch.class);

  private final EvmClient client;
  private final String account;

  NonceSearch(EvmClient client, String account) {
    this.client = client;
    this.account = account;
  }

  /**
   * @param missing what the chain has counted, in order
   * @throws EvmException where the node does not show what used one of them
   */
  List<FoundTransaction> find(List<NonceRange> missing) {
    long newest = client.latestHeader().number();
    List<FoundTransaction> found = new ArrayList<>();
    try {
      long count = client.transactionCountAt(account, newest);
      if (count < missing.getLast().to()) {
        throw new EvmException.ResponseRefused(
            "account %s: expected at least %d transactions up to block %d, as counted before; the node counts %d"
                .formatted(account, missing.getLast().to(), newest, count),
            null);
      }
      halve(new Blocks(-1, 0, newest, count), missing, found);
    } catch (EvmException.RpcError noOldStates) {
      LOG.info("looking for lost writes block by block: {}", noOldStates.getMessage());
      found.clear();
      walk(newest, missing, found);
    }
    LOG.info("account {}: {} transactions that the store does not know", account, found.size());
    return found;
  }

  /** The blocks above one up to another, and what the account had sent up to each of the two. */
  private record Blocks(long below, long countBelow, long top, long countTop) {}

  /** Halves the range until each block that brought a missing one is found. */
  private void halve(Blocks blocks, List<NonceRange> missing, List<FoundTransaction> found) {
    if (!isAnyOf(missing, blocks.countBelow(), blocks.countTop())) {
      return;
    }
    if (blocks.top() == blocks.below() + 1) {
      takeAll(blocks, missing, found);
      return;
    }
    long middle = (blocks.below() + blocks.top()) >>> 1;
    long count = client.transactionCountAt(account, middle);
    halve(new Blocks(blocks.below(), blocks.countBelow(), middle, count), missing, found);
    halve(new Blocks(middle, count, blocks.top(), blocks.countTop()), missing, found);
  }

  /** The counts say that the block used these nonces: it has to show by what. */
  private void takeAll(Blocks blocks, List<NonceRange> missing, List<FoundTransaction> found) {
    int before = found.size();
    CompleteBlock block = take(blocks.top(), missing, found);
    long wanted =
        missing.stream()
            .mapToLong(
                range ->
                    Math.max(
                        0,
                        Math.min(range.to(), blocks.countTop())
                            - Math.max(range.from(), blocks.countBelow())))
            .sum();
    boolean genesis = blocks.top() == 0;
    if (found.size() - before < wanted && !genesis && !block.mayUseNoncesOf(client, account)) {
      throw unexplained(wanted - (found.size() - before), "block " + blocks.top());
    }
  }

  /** For a node that keeps blocks but not their states: every block, until all are found. */
  private void walk(long newest, List<NonceRange> missing, List<FoundTransaction> found) {
    long all = missing.stream().mapToLong(range -> range.to() - range.from()).sum();
    boolean explained = false;
    for (long number = newest; number >= 0 && found.size() < all; number--) {
      explained |= take(number, missing, found).hasAuthorisations();
    }
    if (found.size() < all && !explained && client.code(account).equals("0x")) {
      throw unexplained(all - found.size(), "all blocks up to " + newest);
    }
  }

  private EvmException unexplained(long nonces, String where) {
    return new EvmException.ResponseRefused(
        "account %s: %d of its nonces are used by no transaction in %s"
            .formatted(account, nonces, where),
        null);
  }

  private CompleteBlock take(long number, List<NonceRange> missing, List<FoundTransaction> found) {
    CompleteBlock block = CompleteBlock.read(client, number);
    block.block().transactions().stream()
        .filter(transaction -> isAnyOf(missing, transaction.nonce(), transaction.nonce() + 1))
        .filter(transaction -> transaction.from().equals(account))
        .forEach(transaction -> found.add(new FoundTransaction(number, transaction)));
    return block;
  }

  private static boolean isAnyOf(List<NonceRange> missing, long from, long to) {
    return missing.stream().anyMatch(range -> range.from() < to && from < range.to());
  }
}
