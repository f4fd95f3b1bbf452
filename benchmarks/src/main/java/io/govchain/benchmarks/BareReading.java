package io.govchain.benchmarks;

import io.govchain.contracts.GovernanceAddresses;
import io.govchain.evm.BinaryLog;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.FollowedBlock;
import io.govchain.evm.LogFilter;
import io.govchain.governance.GovernanceEvents;
import java.util.List;

/**
 * The limit that indexing is compared to: asks for the governance contracts' logs, a range of
 * blocks after the other, decodes them, and keeps nothing. Ranges grow while answers are small and
 * shrink when they are refused.
 */
final class BareReading {
  private static final int MUCH = 5_000;
  private static final int MOST_BLOCKS = 1_024;
  private static final String[] CONTRACTS = {
    GovernanceAddresses.INSTITUTIONS,
    GovernanceAddresses.ACCOUNTS,
    GovernanceAddresses.WORK_ORDERS,
    GovernanceAddresses.NODES,
    GovernanceAddresses.SERVICES,
    GovernanceAddresses.SUBCHAINS,
    GovernanceAddresses.PIPELINES,
    GovernanceAddresses.TRANSACTIONS,
    GovernanceAddresses.CREDIT,
    GovernanceAddresses.CONTRACTS,
    GovernanceAddresses.ALLIANCES,
    GovernanceAddresses.DATA_LEDGER,
    GovernanceAddresses.PROTOCOL_KEYS
  };

  private BareReading() {}

  /** How many events, and what reading them took. */
  record Result(long events, PassTime time) {
    double perSecond() {
      return events / time.seconds();
    }
  }

  /**
   * The same events out of blocks with their receipts: the plain way to each block's time and each
   * transaction's sender, which logs do not name and an index needs.
   */
  static Result ofBlocks(EvmClient client) {
    PassTime.Begun begun = PassTime.begin();
    long events = readBlocks(client);
    return new Result(events, begun.end());
  }

  /** How many events there are. */
  static long readBlocks(EvmClient client) {
    long head = client.latestHeader().number();
    long events = 0;
    int range = 16;
    long first = 0;
    while (first <= head) {
      int wanted = (int) Math.min(range, head - first + 1);
      long found = 0;
      List<FollowedBlock> blocks = client.blocksWithReceipts(first, wanted);
      for (FollowedBlock block : blocks) {
        found += block.logs().mapToInt(log -> GovernanceEvents.decode(log).size()).sum();
      }
      if (blocks.isEmpty()) {
        throw new IllegalStateException("the chain has no block " + first + " of " + head);
      }
      events += found;
      range = found > MUCH ? Math.max(1, range / 2) : Math.min(MOST_BLOCKS / 4, range * 2);
      first += blocks.size();
    }
    return events;
  }

  static Result measure(EvmClient client) {
    PassTime.Begun begun = PassTime.begin();
    long events = read(client);
    return new Result(events, begun.end());
  }

  /** How many events there are. */
  static long read(EvmClient client) {
    long head = client.latestHeader().number();
    long events = 0;
    long range = 16;
    long first = 0;
    while (first <= head) {
      long last = Math.min(head, first + range - 1);
      List<BinaryLog> logs;
      try {
        logs = client.binaryLogs(LogFilter.blocks(first, last).from(CONTRACTS));
      } catch (EvmException refused) {
        if (range == 1) {
          throw refused;
        }
        range = Math.max(1, range / 2);
        continue;
      }
      long found = 0;
      for (BinaryLog log : logs) {
        found += GovernanceEvents.decode(log).size();
      }
      events += found;
      range = found > MUCH ? Math.max(1, range / 2) : Math.min(MOST_BLOCKS, range * 2);
      first = last + 1;
    }
    return events;
  }
}
