package io.govchain.adapter.evm;

import io.govchain.adapter.NonceRange;
import io.govchain.adapter.PreparedWrites;
import io.govchain.evm.Block;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.Receipt;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.signing.RawTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The account's transactions that the host's store does not know, as after the loss of a database
 * or where an older copy was put back. The chain is asked for them once in each start, before the
 * first new write, so that a step that was executed is never executed again (invariants I2, I9). A
 * store cannot see how old it is: whether a nonce is missing anywhere below the account's count
 * decides, and once writes have gone on after such a copy the missing ones lie between them. Where
 * none is missing, nothing is searched.
 */
final class LostWrites {

  private static final Logger LOG = LoggerFactory.getLogger(LostWrites.class);

  private final EvmClient client;
  private final String account;
  private final PreparedWrites store;

  /** Which reference a lost write without effect was told to, by what it was to do. */
  private final Map<String, String> told = new ConcurrentHashMap<>();

  private List<RawTransaction> found;

  LostWrites(EvmClient client, String account, PreparedWrites store) {
    this.client = client;
    this.account = account;
    this.store = store;
  }

  /**
   * What became of a write of exactly this data, tag included; of several, the one that took
   * effect. One that had no effect is told to the first reference that asks: a later one is a new
   * attempt at the same, which must be made and not be answered with the failure of an old one.
   *
   * @throws EvmException when the chain cannot tell, or cannot tell yet
   */
  Optional<Receipt> receipt(String reference, String to, String data) {
    List<Receipt> receipts = new ArrayList<>();
    for (RawTransaction transaction : all()) {
      if (transaction.to().equals(Optional.of(to)) && transaction.data().equals(data)) {
        client.receipt(transaction.hash()).ifPresent(receipts::add);
      }
    }
    return receipts.stream()
        .filter(Receipt::succeeded)
        .findFirst()
        .or(() -> receipts.stream().findFirst().filter(none -> isFirst(reference, to, data)));
  }

  private boolean isFirst(String reference, String to, String data) {
    return told.computeIfAbsent(to + data, first -> reference).equals(reference);
  }

  /**
   * Returns once none is under way any more: what the chain then says counts.
   *
   * @throws EvmException when the chain cannot tell, or cannot tell yet
   */
  void requireSettled() {
    all();
  }

  private synchronized List<RawTransaction> all() {
    if (found == null) {
      found = search();
    }
    return found;
  }

  private List<RawTransaction> search() {
    long mined = client.transactionCount(account);
    long used = Math.max(mined, client.pendingTransactionCount(account));
    // After the count: what this process sends is in the store before the chain can count it.
    List<NonceRange> missing = store.missingNonces(account, used);
    long waiting = missing.stream().mapToLong(range -> above(range, mined)).sum();
    if (waiting > 0) {
      throw new EvmException.ResponseRefused(
          "account %s: %d transactions of unknown origin wait to be mined"
              .formatted(account, waiting),
          null);
    }
    List<RawTransaction> lost = new ArrayList<>();
    if (!missing.isEmpty()) {
      long newest = client.latestHeader().number();
      try {
        collect(-1, 0, newest, countAt(newest), missing, lost);
      } catch (EvmException.RpcError noOldStates) {
        LOG.info("looking for lost writes block by block: {}", noOldStates.getMessage());
        lost.clear();
        walk(newest, missing, lost);
      }
      LOG.info("account {}: {} transactions that the store does not know", account, lost.size());
    }
    return List.copyOf(lost);
  }

  private static long above(NonceRange range, long mined) {
    return Math.max(0, range.to() - Math.max(range.from(), mined));
  }

  private static boolean isAnyOf(List<NonceRange> missing, long from, long to) {
    return missing.stream().anyMatch(range -> range.from() < to && from < range.to());
  }

  /** Halves the range of blocks until each block that brought a missing one is found. */
  private void collect(
      long below,
      long countBelow,
      long top,
      long countTop,
      List<NonceRange> missing,
      List<RawTransaction> lost) {
    if (!isAnyOf(missing, countBelow, countTop)) {
      return;
    }
    if (top == below + 1) {
      take(top, missing, lost);
      return;
    }
    long middle = (below + top) >>> 1;
    long countMiddle = countAt(middle);
    collect(below, countBelow, middle, countMiddle, missing, lost);
    collect(middle, countMiddle, top, countTop, missing, lost);
  }

  /** For a node that keeps blocks but not their states: every block, until all are found. */
  private void walk(long newest, List<NonceRange> missing, List<RawTransaction> lost) {
    long all = missing.stream().mapToLong(range -> range.to() - range.from()).sum();
    for (long number = newest; number >= 0 && lost.size() < all; number--) {
      take(number, missing, lost);
    }
  }

  private void take(long number, List<NonceRange> missing, List<RawTransaction> lost) {
    Block block =
        client
            .block(number)
            .orElseThrow(
                () -> new EvmException.ResponseRefused("the node has no block " + number, null));
    block.transactions().stream()
        .filter(transaction -> transaction.from().equals(account))
        .filter(transaction -> isAnyOf(missing, transaction.nonce(), transaction.nonce() + 1))
        .forEach(lost::add);
  }

  private long countAt(long block) {
    return Hex.toLong(client.rpc("eth_getTransactionCount", account, Hex.quantity(block)).asText());
  }
}
