package io.govchain.crosschain.journal;

import io.govchain.crosschain.engine.TransactionState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What texts of states were found to mean, for those used last. It is asked with the very text that
 * is on disk, so that it can neither be out of date nor know of anything that is not stored.
 */
final class RecentStates {
  private static final int LONGEST_TEXT = 4096;

  private final int limit;
  private final Map<String, TransactionState> states;

  RecentStates(int limit) {
    this.limit = limit;
    this.states =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, TransactionState> eldest) {
            return size() > RecentStates.this.limit;
          }
        };
  }

  synchronized Optional<TransactionState> of(String text) {
    return Optional.ofNullable(states.get(text));
  }

  /** Long ones are left out, so that memory stays bounded whatever arrives. */
  synchronized void keep(String text, TransactionState state) {
    if (text.length() <= LONGEST_TEXT) {
      states.put(text, state);
    }
  }
}
