package io.govchain.governance;

import io.govchain.contracts.GovernanceAddresses;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The governance contracts of the genesis file: their names, and where they are. */
public final class ContractNames {
  private static final Map<String, String> BY_ADDRESS =
      Map.ofEntries(
          Map.entry(GovernanceAddresses.INSTITUTIONS, "Institutions"),
          Map.entry(GovernanceAddresses.ACCOUNTS, "Accounts"),
          Map.entry(GovernanceAddresses.WORK_ORDERS, "WorkOrders"),
          Map.entry(GovernanceAddresses.NODES, "Nodes"),
          Map.entry(GovernanceAddresses.SERVICES, "Services"),
          Map.entry(GovernanceAddresses.SUBCHAINS, "Subchains"),
          Map.entry(GovernanceAddresses.PIPELINES, "Pipelines"),
          Map.entry(GovernanceAddresses.TRANSACTIONS, "Transactions"),
          Map.entry(GovernanceAddresses.CREDIT, "Credit"),
          Map.entry(GovernanceAddresses.CONTRACTS, "Contracts"),
          Map.entry(GovernanceAddresses.ALLIANCES, "Alliances"),
          Map.entry(GovernanceAddresses.DATA_LEDGER, "DataLedger"),
          Map.entry(GovernanceAddresses.PROTOCOL_KEYS, "ProtocolKeys"));

  private static final Map<String, String> BY_NAME =
      BY_ADDRESS.entrySet().stream()
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

  private ContractNames() {}

  /** The name of the contract at this address; the address where it is none of them. */
  public static String at(String address) {
    return BY_ADDRESS.getOrDefault(address.toLowerCase(Locale.ROOT), address);
  }

  /** Addresses in lower case by name. */
  public static Map<String, String> addresses() {
    return BY_NAME;
  }
}
