package io.govchain.adapter.evm;

import io.govchain.evm.BlockHeader;
import io.govchain.evm.CountedHeader;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import java.util.List;
import java.util.TreeMap;

/**
 * Consecutive blocks that were looked at, each the parent of the next: if the highest is the
 * chain's, all are. Where some were taken back, those below them are known by the hashes of the
 * newest.
 */
final class SeenBlocks {
  /** As many confirmations as any chain is waited for. */
  static final int REMEMBERED = 1_000;

  /** Few blocks are taken back, as a rule. */
  private static final int AT_ONCE = 16;

  private final TreeMap<Long, String> newest = new TreeMap<>();
  private long lowest;
  private String parent = "";

  boolean isEmpty() {
    return newest.isEmpty();
  }

  long lowest() {
    return lowest;
  }

  /** Number of the highest. */
  long top() {
    return newest.lastKey();
  }

  /**
   * Takes blocks that reach up to what is seen, or where nothing is, any.
   *
   * @throws EvmException if they are not of the same chain
   */
  void addBelow(List<CountedHeader> headers) {
    String expected = isEmpty() ? headers.getLast().header().hash() : parent;
    for (CountedHeader each : headers.reversed()) {
      requireLinked(each.number(), expected, each.header().hash());
      expected = each.header().parentHash();
    }
    headers.forEach(this::remember);
    lowest = headers.getFirst().number();
    parent = expected;
  }

  /**
   * Takes the blocks that follow what is seen.
   *
   * @throws EvmException if they are not of the same chain
   */
  void addAbove(List<CountedHeader> headers) {
    String expected = newest.lastEntry().getValue();
    for (CountedHeader each : headers) {
      requireLinked(each.number() - 1, expected, each.header().parentHash());
      expected = each.header().hash();
    }
    headers.forEach(this::remember);
  }

  private void remember(CountedHeader header) {
    newest.put(header.number(), header.header().hash());
    if (newest.size() > REMEMBERED) {
      newest.pollFirstEntry();
    }
  }

  private static void requireLinked(long number, String expected, String actual) {
    if (!actual.equals(expected)) {
      throw new EvmException.ResponseRefused(
          "block %d: expected %s as seen, the node has %s: blocks were taken back while lost writes were looked for"
              .formatted(number, expected, actual),
          null);
    }
  }

  /** Whether they are the chain's still. */
  boolean areOf(EvmClient client) {
    return client
        .header(top())
        .map(BlockHeader::hash)
        .filter(newest.get(top())::equals)
        .isPresent();
  }

  /** Forgets those that were taken back: all of them where too many were. */
  void retreat(EvmClient client) {
    long to = top();
    while (to >= newest.firstKey()) {
      long from = Math.max(newest.firstKey(), to + 1 - AT_ONCE);
      for (CountedHeader each : client.headers(from, (int) (to + 1 - from)).reversed()) {
        if (each.header().hash().equals(newest.get(each.number()))) {
          newest.tailMap(each.number(), false).clear();
          return;
        }
      }
      to = from - 1;
    }
    newest.clear();
  }
}
