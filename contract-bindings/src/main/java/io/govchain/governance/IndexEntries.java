package io.govchain.governance;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The entries of an index as of one version; immutable.
 *
 * @param keys the keys of each id, in order of registration
 * @param full whether there are more records than these
 */
record IndexEntries(
    long version, Map<String, Set<String>> keys, Map<String, Set<String>> byKey, boolean full) {

  static IndexEntries none() {
    return new IndexEntries(0, Map.of(), Map.of(), false);
  }

  static IndexEntries of(long version, List<RegistryIndex.Entry> entries, int most) {
    Map<String, Set<String>> keys = new LinkedHashMap<>();
    entries.stream().limit(most).forEach(entry -> keys.put(entry.id(), entry.keys()));
    return of(version, keys, entries.size() > most);
  }

  private static IndexEntries of(long version, Map<String, Set<String>> keys, boolean full) {
    Map<String, Set<String>> byKey = new HashMap<>();
    keys.forEach(
        (id, of) ->
            of.forEach(key -> byKey.computeIfAbsent(key, any -> new LinkedHashSet<>()).add(id)));
    return new IndexEntries(version, keys, byKey, full);
  }

  /** With these entries as they are now; of those that there is no room for, none is added. */
  IndexEntries with(long version, Map<String, Optional<RegistryIndex.Entry>> changed, int most) {
    Map<String, Set<String>> next = new LinkedHashMap<>(keys);
    boolean more = full;
    for (Map.Entry<String, Optional<RegistryIndex.Entry>> change : changed.entrySet()) {
      if (change.getValue().isEmpty()) {
        next.remove(change.getKey());
      } else if (next.size() < most || next.containsKey(change.getKey())) {
        next.put(change.getKey(), change.getValue().get().keys());
      } else {
        more = true;
      }
    }
    return of(version, next, more);
  }

  boolean has(String id) {
    return keys.containsKey(id);
  }

  int size() {
    return keys.size();
  }

  List<String> ids() {
    return List.copyOf(keys.keySet());
  }

  Set<String> ids(String key) {
    return Collections.unmodifiableSet(byKey.getOrDefault(key, Set.of()));
  }
}
