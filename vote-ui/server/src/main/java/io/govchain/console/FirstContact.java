package io.govchain.console;

import io.govchain.console.store.ConsoleStore;
import io.govchain.console.store.ConsoleStore.OtherChain;
import io.govchain.console.store.OtherChainException;
import io.govchain.console.store.OtherFormException;
import io.govchain.evm.BlockHeader;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.service.exit.Exit;
import io.govchain.service.exit.StartupFailure;
import io.govchain.service.http.HealthProbe;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the store of the chain that answers, however long it takes to. */
final class FirstContact {
  private static final Logger LOG = LoggerFactory.getLogger(FirstContact.class);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final ConsoleConfig config;
  private final EvmClient client;
  private volatile String waitsFor = "it was not asked yet";

  FirstContact(ConsoleConfig config, EvmClient client) {
    this.config = config;
    this.client = client;
  }

  /** What is to be said of the console's health until the chain has answered. */
  List<HealthProbe> probes() {
    return List.of(
        HealthProbe.of(
            "governance-chain",
            () ->
                HealthProbe.Finding.failed(
                    "expected the chain's first answer, actual: " + waitsFor)));
  }

  /** Waits for the chain. */
  ConsoleStore open(MeterRegistry metrics) throws IOException, InterruptedException {
    Files.createDirectories(config.database().toAbsolutePath().getParent());
    boolean told = false;
    while (true) {
      try {
        BlockHeader genesis = client.header(0).orElseThrow();
        return open(config, client.chainId(), genesis.hash(), metrics);
      } catch (EvmException.ChainUnreachable silent) {
        waitsFor = silent.getMessage();
        if (!told) {
          LOG.warn("waiting for the governance chain: {}", silent.getMessage());
          told = true;
        }
        Thread.sleep(RETRY);
      }
    }
  }

  /** A demo's chain is made anew each time; anywhere else another chain is a mistake. */
  private static ConsoleStore open(
      ConsoleConfig config, long chainId, String genesis, MeterRegistry metrics) {
    boolean demo = config.network().environment() == ConsoleConfig.Environment.DEMO;
    try {
      return ConsoleStore.open(
          config.database(),
          chainId,
          genesis,
          demo ? OtherChain.REBUILD : OtherChain.REFUSE,
          metrics);
    } catch (OtherChainException other) {
      throw new StartupFailure(
          Exit.CONFIGURATION,
          other.getMessage() + "; name another database, or delete this one",
          other);
    } catch (OtherFormException former) {
      throw new StartupFailure(
          Exit.DATABASE,
          former.getMessage() + ": delete this one, or name another database",
          former);
    }
  }
}
