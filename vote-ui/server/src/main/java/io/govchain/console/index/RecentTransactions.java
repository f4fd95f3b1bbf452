package io.govchain.console.index;

import java.util.HashMap;
import java.util.Map;

/**
 * The transactions that were named last, so that they need not be looked for. Two generations: one
 * that is named again is young again, and the old ones are forgotten together, which takes less
 * than to keep them in order. Where ids were chosen to collide, the maps go by their order.
 */
final class RecentTransactions {
  /** So many are remembered at least. */
  private static final int GENERATION = 50_000;

  private Map<TransactionId, TransactionRow> young = new HashMap<>();
  private Map<TransactionId, TransactionRow> old = Map.of();

  void remember(TransactionId id, TransactionRow row) {
    young.put(id, row);
  }

  /** The transaction, or null where it is not remembered. */
  TransactionRow find(TransactionId id) {
    TransactionRow row = young.get(id);
    if (row == null) {
      row = old.get(id);
      if (row != null) {
        young.put(id, row);
      }
    }
    return row;
  }

  /** Forgets the old ones if there are many young ones; to be called when all rows are stored. */
  void age() {
    if (young.size() >= GENERATION) {
      old = young;
      young = HashMap.newHashMap(GENERATION);
    }
  }

  void clear() {
    young = new HashMap<>();
    old = Map.of();
  }
}
