package io.govchain.governance;

import io.govchain.contracts.ContractArtifacts;
import io.govchain.evm.abi.CustomErrors;
import java.util.List;

/** Why the governance contracts refuse calls. */
public final class GovernanceErrors {

  private static final List<String> CONTRACTS =
      List.of(
          "Institutions",
          "Accounts",
          "WorkOrders",
          "Nodes",
          "Services",
          "Subchains",
          "Pipelines",
          "Transactions",
          "Credit",
          "Contracts",
          "ProtocolKeys",
          "Alliances",
          "DataLedger",
          "ValidatorShield");

  private static final CustomErrors ALL =
      CustomErrors.ofAbis(CONTRACTS.stream().map(ContractArtifacts::abi).toList());

  private GovernanceErrors() {}

  /** The custom errors of all governance contracts; give them to {@code EvmClient.connect}. */
  public static CustomErrors all() {
    return ALL;
  }
}
