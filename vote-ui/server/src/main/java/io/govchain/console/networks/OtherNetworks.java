package io.govchain.console.networks;

import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.EvmException;
import io.govchain.service.loop.Loop;
import io.govchain.service.loop.Loops;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consoles of other networks, asked now and then which chain they show. Signatures count by the
 * chain's id alone: another network with the same id takes the ballots and consents that were meant
 * for this one, so that nobody is led from one to the other. What a console that does not answer
 * shows is not known, and it is led to as before.
 */
public final class OtherNetworks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OtherNetworks.class);
  private static final Duration BETWEEN = Duration.ofMinutes(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** One network among all. */
  public record Identity(long chainId, String genesis) {}

  private final Identity own;
  private final List<URI> consoles;
  private final Set<URI> refused = ConcurrentHashMap.newKeySet();
  private final Set<URI> silent = ConcurrentHashMap.newKeySet();
  private final Loop loop;

  private OtherNetworks(Identity own, List<URI> consoles, Loops loops) {
    this.own = own;
    this.consoles = List.copyOf(consoles);
    this.loop = loops.add("other-networks", BETWEEN, this::ask);
  }

  /** Asks at once and every minute, where there is anybody to ask. */
  public static OtherNetworks start(Identity own, List<URI> consoles, Loops loops) {
    OtherNetworks others = new OtherNetworks(own, consoles, loops);
    if (!consoles.isEmpty()) {
      others.loop.start();
    }
    return others;
  }

  /** Whether the console there told last of another network with this one's chain id. */
  public boolean sharesTheChainId(URI console) {
    return refused.contains(console);
  }

  private void ask() {
    for (URI console : consoles) {
      try (EvmClient chain = EvmClient.connect(endpoint(console))) {
        judge(console, new Identity(chain.chainId(), chain.header(0).orElseThrow().hash()));
        silent.remove(console);
      } catch (EvmException | IllegalArgumentException | NoSuchElementException unknown) {
        if (silent.add(console)) {
          LOG.info(
              "networks: {} does not tell which chain it shows, so that it cannot be compared: {}",
              console,
              unknown.toString());
        }
      }
    }
  }

  /** Every console carries questions to its chain; answers are bounded in size and time. */
  private static EvmEndpoint endpoint(URI console) {
    return new EvmEndpoint(console.resolve("/v1/rpc"), Optional.empty(), TIMEOUT);
  }

  private void judge(URI console, Identity told) {
    boolean shares =
        told.chainId() == own.chainId() && !told.genesis().equalsIgnoreCase(own.genesis());
    if (!shares) {
      refused.remove(console);
    } else if (refused.add(console)) {
      LOG.error(
          "networks: expected another chain id than this network's, actual {} at {}, whose first"
              + " block is {} and not {}: what is signed for one counts in the other. The page does"
              + " not lead there.",
          own.chainId(),
          console,
          told.genesis(),
          own.genesis());
    }
  }

  @Override
  public void close() {
    loop.close();
  }
}
