package io.govchain.console.rpc;

import io.govchain.evm.EvmException;
import io.govchain.governance.ContractNames;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.GovernedContract;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The contracts that pages may read and write: those of the genesis file, and those that work
 * orders added to the directory since.
 */
public final class GovernanceContracts {
  private static final Logger LOG = LoggerFactory.getLogger(GovernanceContracts.class);
  private static final long FRESH = Duration.ofSeconds(10).toNanos();
  private static final long PATIENCE_MILLIS = 500;
  private static final Map<String, String> GENESIS = ContractNames.addresses();

  private final GovernanceChain chain;
  private final AtomicBoolean underWay = new AtomicBoolean();
  private volatile Known known = new Known(GENESIS, System.nanoTime() - FRESH);

  private record Known(Map<String, String> byName, long at) {}

  public GovernanceContracts(GovernanceChain chain) {
    this.chain = chain;
  }

  /**
   * Addresses in lower case by name. While the chain does not answer, what was known before:
   * whoever wants to know how the chain is must not wait for it.
   */
  public Map<String, String> byName() {
    if (System.nanoTime() - known.at() >= FRESH && underWay.compareAndSet(false, true)) {
      CompletableFuture<Void> read =
          CompletableFuture.runAsync(
              this::read,
              reading -> Thread.ofVirtual().name("governance-contracts").start(reading));
      try {
        read.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException silent) {
        LOG.debug("the list of governance contracts is late; what was known before is told");
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException defect) {
        throw new IllegalStateException("governance contracts cannot be read", defect.getCause());
      }
    }
    return known.byName();
  }

  private void read() {
    Map<String, String> read = new LinkedHashMap<>(GENESIS);
    try {
      for (GovernedContract contract : chain.governedContracts()) {
        read.put(contract.name(), contract.location().toLowerCase(Locale.ROOT));
      }
      known = new Known(Map.copyOf(read), System.nanoTime());
    } catch (EvmException silent) {
      known = new Known(known.byName(), System.nanoTime());
    } finally {
      underWay.set(false);
    }
  }

  /** Whether this is one of their addresses. */
  public boolean contains(String address) {
    return byName().containsValue(address.toLowerCase(Locale.ROOT));
  }
}
