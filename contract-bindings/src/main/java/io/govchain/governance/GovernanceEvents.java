package io.govchain.governance;

import io.govchain.contracts.GovernanceAddresses;
import io.govchain.contracts.generated.Transactions;
import io.govchain.evm.BinaryLog;
import io.govchain.evm.Log;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.web3j.abi.EventEncoder;

/** Turns logs of the governance contracts into {@link GovernanceEvent}s. */
public final class GovernanceEvents {

  /** Decoders by emitting address and first topic. */
  private static final Map<String, EventDecoder> DECODERS = new HashMap<>();

  private static final String RECORDED = EventEncoder.encode(Transactions.RECORDED_EVENT);
  private static final int ACCOUNT_TOPIC = 2;

  /** An address takes up the last 40 digits of a topic. */
  private static final int ADDRESS_START = 26;

  static {
    put(GovernanceAddresses.TRANSACTIONS, LedgerEventDecoders.TRANSACTIONS);
    put(GovernanceAddresses.WORK_ORDERS, LedgerEventDecoders.WORK_ORDERS);
    put(GovernanceAddresses.INSTITUTIONS, RegistryEventDecoders.INSTITUTIONS);
    put(GovernanceAddresses.ACCOUNTS, RegistryEventDecoders.ACCOUNTS);
    put(GovernanceAddresses.NODES, RegistryEventDecoders.NODES);
    put(GovernanceAddresses.SERVICES, RegistryEventDecoders.SERVICES);
    put(GovernanceAddresses.SUBCHAINS, RegistryEventDecoders.SUBCHAINS);
    put(GovernanceAddresses.PIPELINES, RegistryEventDecoders.PIPELINES);
    put(GovernanceAddresses.PROTOCOL_KEYS, RegistryEventDecoders.PROTOCOL_KEYS);
    put(GovernanceAddresses.CONTRACTS, RegistryEventDecoders.CONTRACTS);
    put(GovernanceAddresses.NODES, ChangeEventDecoders.NODES);
    put(GovernanceAddresses.SERVICES, ChangeEventDecoders.SERVICES);
    put(GovernanceAddresses.SUBCHAINS, ChangeEventDecoders.SUBCHAINS);
    put(GovernanceAddresses.CONTRACTS, ChangeEventDecoders.CONTRACTS);
    put(GovernanceAddresses.CREDIT, CreditEventDecoders.CREDIT);
    put(GovernanceAddresses.ALLIANCES, ChangeEventDecoders.ALLIANCES);
    put(GovernanceAddresses.DATA_LEDGER, ChangeEventDecoders.DATA_LEDGER);
  }

  private static final List<String> CONTRACTS =
      DECODERS.keySet().stream().map(key -> key.substring(0, 42)).distinct().sorted().toList();

  private GovernanceEvents() {}

  /**
   * What the log records: one event, or all those of a batch of the ledger, in order; none for logs
   * of other contracts, and for those of the libraries below ours (proxy upgrades, and roles beyond
   * ours: which role may call a function is told).
   */
  public static List<GovernanceEvent> decode(Log log) {
    if (log.topics().isEmpty()) {
      return List.of();
    }
    EventDecoder decoder = DECODERS.get(key(log.address(), log.topics().get(0)));
    return decoder == null ? List.of() : decoder.decode(log);
  }

  /** The same of a log whose data are bytes. */
  public static List<GovernanceEvent> decode(BinaryLog log) {
    return LedgerBatch.of(log).map(BatchEvents::of).orElseGet(() -> decode(log.toLog()));
  }

  /** The contracts whose logs are decoded. */
  public static List<String> contracts() {
    return CONTRACTS;
  }

  /**
   * Whoever sent what the log records, where the log says it: a batch of the ledger names the
   * account that recorded it.
   */
  public static Optional<String> sender(BinaryLog log) {
    boolean batch =
        log.address().equals(GovernanceAddresses.TRANSACTIONS)
            && log.topics().size() > ACCOUNT_TOPIC
            && log.topics().get(0).equals(RECORDED);
    return batch
        ? Optional.of("0x" + log.topics().get(ACCOUNT_TOPIC).substring(ADDRESS_START))
        : Optional.empty();
  }

  /** Whether logs of this contract with this first topic are decoded. */
  static boolean knows(String address, String topic) {
    return DECODERS.containsKey(key(address, topic));
  }

  private static void put(String address, Set<EventDecoder> decoders) {
    decoders.forEach(decoder -> DECODERS.put(key(address, decoder.topic()), decoder));
  }

  private static String key(String address, String topic) {
    return address + topic;
  }
}
