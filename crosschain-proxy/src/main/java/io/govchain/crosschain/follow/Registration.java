package io.govchain.crosschain.follow;

import io.govchain.contracts.GovernanceAddresses;
import io.govchain.evm.EvmClient;
import io.govchain.evm.Log;
import io.govchain.evm.LogFilter;
import io.govchain.governance.Paths;
import java.util.List;
import java.util.OptionalLong;

/** When a service was registered: no transaction of its own can be older. */
public final class Registration {
  /** Nodes refuse questions about more blocks than this (Besu's default). */
  private static final int BLOCKS_AT_ONCE = 5_000;

  private Registration() {}

  /** The block that registered the service; empty if none up to this one did. */
  public static OptionalLong block(EvmClient client, String service, long upTo) {
    for (long from = 0; from <= upTo; from += BLOCKS_AT_ONCE) {
      List<Log> logs =
          client.logs(
              LogFilter.blocks(from, Math.min(upTo, from + BLOCKS_AT_ONCE - 1))
                  .from(GovernanceAddresses.SERVICES)
                  .topic()
                  .topic(Paths.id(service)));
      OptionalLong first = logs.stream().mapToLong(Log::blockNumber).min();
      if (first.isPresent()) {
        return first;
      }
    }
    return OptionalLong.empty();
  }
}
