package io.govchain.adapter.evm;

import io.govchain.adapter.NonceRange;
import io.govchain.adapter.PreparedWrite;
import io.govchain.adapter.PreparedWrites;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** A host's store that outlives adapters but not the test. */
class MemoryWrites implements PreparedWrites {

  private final Map<String, PreparedWrite> writes = new LinkedHashMap<>();
  private final Map<String, String> results = new LinkedHashMap<>();
  private final Set<String> withdrawn = new HashSet<>();

  /** As a backup of this moment would be. */
  synchronized MemoryWrites copy() {
    MemoryWrites copy = new MemoryWrites();
    copy.writes.putAll(writes);
    copy.results.putAll(results);
    copy.withdrawn.addAll(withdrawn);
    return copy;
  }

  @Override
  public synchronized void save(List<PreparedWrite> prepared) {
    for (PreparedWrite write : prepared) {
      PreparedWrite kept = writes.putIfAbsent(write.reference(), write);
      if (kept != null && !kept.equals(write)) {
        throw new IllegalStateException(write + " differs from " + kept);
      }
    }
  }

  @Override
  public synchronized Optional<PreparedWrite> byReference(String reference) {
    return Optional.ofNullable(writes.get(reference));
  }

  @Override
  public synchronized Optional<String> result(String reference) {
    return Optional.ofNullable(results.get(reference));
  }

  @Override
  public synchronized boolean withdraw(String reference) {
    boolean open = writes.containsKey(reference) && !results.containsKey(reference);
    if (open) {
      withdrawn.add(reference);
    }
    return open;
  }

  @Override
  public synchronized List<String> withdrawn(String account) {
    return unfinished(account).stream()
        .map(PreparedWrite::reference)
        .filter(withdrawn::contains)
        .toList();
  }

  @Override
  public synchronized List<PreparedWrite> unfinished(String account) {
    return writes.values().stream()
        .filter(write -> write.account().equals(account))
        .filter(write -> !results.containsKey(write.reference()))
        .sorted(Comparator.comparingLong(PreparedWrite::nonce))
        .toList();
  }

  @Override
  public synchronized List<NonceRange> missingNonces(String account, long below) {
    Set<Long> used = nonces(account).boxed().collect(Collectors.toSet());
    return LongStream.range(0, below)
        .filter(nonce -> !used.contains(nonce))
        .mapToObj(nonce -> new NonceRange(nonce, nonce + 1))
        .toList();
  }

  @Override
  public synchronized OptionalLong highestNonce(String account) {
    return nonces(account).max();
  }

  private LongStream nonces(String account) {
    return writes.values().stream()
        .filter(write -> write.account().equals(account))
        .mapToLong(PreparedWrite::nonce);
  }

  @Override
  public synchronized void finish(String reference, String result) {
    results.putIfAbsent(reference, result);
  }
}
