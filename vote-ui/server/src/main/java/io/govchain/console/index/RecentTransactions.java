package io.govchain.console.index;

import java.util.HashMap;
import java.util.Map;

/**
 * The transactions that were named last, so that they need not be looked for: those that go on, and
 * for a while those that ended. Two generations: one that is named again is young again, and of the
 * old ones those that ended are forgotten together. That takes less than to keep them in order, and
 * few are kept, because the garbage collector moves them about. Where ids were chosen to collide,
 * the maps go by their order.
 */
final class RecentTransactions {
  /** So many that ended are remembered at least. */
  private static final int GENERATION = 10_000;

  /** Most that are remembered because they go on. */
  private static final int GOING_ON = 50_000;

  private Map<TransactionId, TransactionRow> young = new HashMap<>();
  private Map<TransactionId, TransactionRow> old = Map.of();
  private int kept;

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

  /** To be called when all rows are told: forgets if much was remembered since it last did. */
  void age() {
    if (young.size() < kept + GENERATION) {
      return;
    }
    Map<TransactionId, TransactionRow> next = HashMap.newHashMap(GENERATION);
    old.forEach(
        (id, row) -> {
          if (!row.status.ended() && next.size() < GOING_ON && !young.containsKey(id)) {
            next.put(id, row);
          }
        });
    kept = next.size();
    old = young;
    young = next;
  }

  void clear() {
    young = new HashMap<>();
    old = Map.of();
    kept = 0;
  }
}
