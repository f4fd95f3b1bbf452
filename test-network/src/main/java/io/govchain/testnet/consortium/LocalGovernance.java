package io.govchain.testnet.consortium;

import io.govchain.testnet.ChainNetwork;
import io.govchain.testnet.ChainSpec;
import io.govchain.testnet.GenesisGenerator;
import io.govchain.testnet.NetworkError;
import io.govchain.testnet.NetworkException;
import io.govchain.testnet.NetworkKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A governance network on this machine that can be stopped and started again.
 *
 * @param governors key of each genesis institution's governor, by its code
 */
public record LocalGovernance(ChainNetwork network, Map<String, KeyFile> governors)
    implements AutoCloseable {
  /** Of every network that is founded here; no other network may have it. */
  public static final long CHAIN_ID = FoundingPapers.GOVERNANCE_CHAIN_ID;

  private static final Duration STATE_INTERVAL = Duration.ofSeconds(1);
  private static final String GOVERNOR = "governor";

  /**
   * Founds a network in an empty or missing directory, or starts the one that is there.
   *
   * @param institutions code to name; only a new network looks at them
   * @param port JSON-RPC and WebSocket; empty: a free one
   * @throws NetworkException when it cannot be started
   */
  public static LocalGovernance start(
      Path directory,
      NetworkKind kind,
      Map<String, String> institutions,
      Duration blockTime,
      OptionalInt port) {
    Path home = directory.toAbsolutePath().normalize();
    Path genesis = home.resolve("genesis.json");
    Map<String, KeyFile> governors =
        Files.exists(genesis) ? existing(home) : found(home, genesis, kind, institutions);
    ChainSpec spec =
        ChainSpec.of("governance", CHAIN_ID, genesis, home.resolve("node"))
            .withBlockTime(blockTime)
            .withStateSavedEvery(STATE_INTERVAL);
    ChainNetwork network =
        ChainNetwork.start(kind, port.isPresent() ? spec.withPort(port.getAsInt()) : spec);
    return new LocalGovernance(network, governors);
  }

  private static Map<String, KeyFile> found(
      Path home, Path genesis, NetworkKind kind, Map<String, String> institutions) {
    if (kind != NetworkKind.ANVIL) {
      throw new NetworkException(
          NetworkError.NOT_SUPPORTED,
          "a %s network cannot be founded here yet; make its genesis file with: network genesis"
              .formatted(kind));
    }
    Map<String, KeyFile> governors = new LinkedHashMap<>();
    List<Founder> founders =
        institutions.entrySet().stream()
            .map(
                entry -> {
                  KeyFile key = KeyFile.create(home.resolve(entry.getKey()), GOVERNOR);
                  governors.put(entry.getKey(), key);
                  return new Founder(entry.getKey(), entry.getValue(), key.key());
                })
            .toList();
    GenesisGenerator.generate(FoundingPapers.of(founders).founding(), genesis);
    return governors;
  }

  private static Map<String, KeyFile> existing(Path home) {
    Map<String, KeyFile> governors = new TreeMap<>();
    try (Stream<Path> entries = Files.list(home)) {
      entries
          .filter(entry -> Files.exists(entry.resolve(GOVERNOR + ".json")))
          .forEach(
              entry ->
                  governors.put(entry.getFileName().toString(), KeyFile.open(entry, GOVERNOR)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return governors;
  }

  @Override
  public void close() {
    network.close();
  }
}
