package io.govchain.console.rpc;

import io.govchain.evm.EvmException;
import io.govchain.governance.ContractNames;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.GovernedContract;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The contracts that pages may read and write: those of the genesis file, and those that work
 * orders added to the directory since.
 */
public final class GovernanceContracts {
  private static final long FRESH = Duration.ofSeconds(10).toNanos();
  private static final Map<String, String> GENESIS = ContractNames.addresses();

  private final GovernanceChain chain;
  private volatile Known known = new Known(GENESIS, System.nanoTime() - FRESH);

  private record Known(Map<String, String> byName, long at) {}

  public GovernanceContracts(GovernanceChain chain) {
    this.chain = chain;
  }

  /** Addresses in lower case by name. While the chain does not answer, what was known before. */
  public Map<String, String> byName() {
    Known last = known;
    if (System.nanoTime() - last.at() < FRESH) {
      return last.byName();
    }
    try {
      Map<String, String> read = new LinkedHashMap<>(GENESIS);
      for (GovernedContract contract : chain.governedContracts()) {
        read.put(contract.name(), contract.location().toLowerCase(Locale.ROOT));
      }
      known = new Known(Map.copyOf(read), System.nanoTime());
    } catch (EvmException silent) {
      known = new Known(last.byName(), System.nanoTime());
    }
    return known.byName();
  }

  /** Whether this is one of their addresses. */
  public boolean contains(String address) {
    return byName().containsValue(address.toLowerCase(Locale.ROOT));
  }
}
