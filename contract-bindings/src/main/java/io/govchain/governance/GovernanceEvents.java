package io.govchain.governance;

import io.govchain.contracts.GovernanceAddresses;
import io.govchain.evm.Log;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns logs of the governance contracts into {@link GovernanceEvent}s. */
public final class GovernanceEvents {

  /** Decoders by emitting address and first topic. */
  private static final Map<String, EventDecoder> DECODERS = new HashMap<>();

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

  private GovernanceEvents() {}

  /**
   * What the log records: one event, or all those of a batch of the ledger, in order; none for logs
   * of other contracts, and for those of the libraries below ours (role bookkeeping, proxy
   * upgrades).
   */
  public static List<GovernanceEvent> decode(Log log) {
    if (log.topics().isEmpty()) {
      return List.of();
    }
    EventDecoder decoder = DECODERS.get(key(log.address(), log.topics().get(0)));
    return decoder == null ? List.of() : decoder.decode(log);
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
