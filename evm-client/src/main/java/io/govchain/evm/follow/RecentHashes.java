package io.govchain.evm.follow;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Hashes of the blocks handed over last, by number, without gaps. */
final class RecentHashes {
  private final int capacity;
  private final NavigableMap<Long, String> hashes = new TreeMap<>();

  RecentHashes(int capacity) {
    this.capacity = capacity;
  }

  void add(long number, String hash) {
    hashes.put(number, hash);
    while (hashes.size() > capacity) {
      hashes.pollFirstEntry();
    }
  }

  Optional<String> of(long number) {
    return Optional.ofNullable(hashes.get(number));
  }

  /** Whether a header that the node tells of now contradicts what was handed over. */
  boolean contradicts(long number, String hash) {
    String known = hashes.get(number);
    return known != null && !known.equals(hash);
  }

  void forgetAbove(long number) {
    hashes.tailMap(number, false).clear();
  }

  /** The oldest number remembered; only when there is one. */
  long oldest() {
    return hashes.firstKey();
  }
}
