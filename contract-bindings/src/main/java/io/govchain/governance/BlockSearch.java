package io.govchain.governance;

import io.govchain.evm.BlockHeader;
import io.govchain.evm.EvmClient;

/** Finds blocks by time. */
final class BlockSearch {

  private BlockSearch() {}

  /**
   * The newest block whose timestamp is not after this time, by bisection; the first block if all
   * are later.
   */
  static long lastUpTo(EvmClient client, long time) {
    BlockHeader latest = client.latestHeader();
    if (latest.timestamp() <= time) {
      return latest.number();
    }
    long notAfter = 0;
    long after = latest.number();
    while (after - notAfter > 1) {
      long middle = (notAfter + after) >>> 1;
      long timestamp = client.header(middle).map(BlockHeader::timestamp).orElse(Long.MAX_VALUE);
      if (timestamp <= time) {
        notAfter = middle;
      } else {
        after = middle;
      }
    }
    return notAfter;
  }
}
