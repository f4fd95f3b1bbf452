package io.govchain.testnet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.govchain.contracts.GovernanceAddresses;
import io.govchain.evm.abi.FunctionSignature;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import java.util.List;

/** The calls that turn the contracts of the template into those of one founding, in their order. */
final class GenesisCalls {
  /** One call of an {@code initialize}; {@code contract} is its name, for messages. */
  record GenesisCall(String contract, String address, String data) {}

  private final Founding founding;

  GenesisCalls(Founding founding) {
    this.founding = founding;
  }

  /** Members before the accounts and nodes that belong to them. */
  List<GenesisCall> inOrder() {
    return List.of(
        new GenesisCall(
            "Institutions",
            GovernanceAddresses.INSTITUTIONS,
            encoded(
                "initialize(address,(string,string,bytes32,string,address)[])",
                list().add(GovernanceAddresses.ACCOUNTS).add(institutions()))),
        new GenesisCall(
            "Accounts",
            GovernanceAddresses.ACCOUNTS,
            encoded("initialize((bytes32,uint8,bytes)[])", list().add(accounts()))),
        new GenesisCall(
            "WorkOrders",
            GovernanceAddresses.WORK_ORDERS,
            encoded(
                "initialize(uint32,uint32)",
                list()
                    .add(founding.votingPeriod().toSeconds())
                    .add(founding.gracePeriod().toSeconds()))),
        new GenesisCall(
            "Nodes",
            GovernanceAddresses.NODES,
            encoded(
                "initialize(address,(bytes32,uint8,bytes,string)[])",
                list().add(GovernanceAddresses.ACCOUNTS).add(nodes()))),
        governed("Services", GovernanceAddresses.SERVICES),
        governed("Subchains", GovernanceAddresses.SUBCHAINS),
        governed("Pipelines", GovernanceAddresses.PIPELINES),
        governed("Transactions", GovernanceAddresses.TRANSACTIONS),
        governed("Credit", GovernanceAddresses.CREDIT),
        governed("Contracts", GovernanceAddresses.CONTRACTS),
        governed("Alliances", GovernanceAddresses.ALLIANCES),
        governed("DataLedger", GovernanceAddresses.DATA_LEDGER),
        governed("ProtocolKeys", GovernanceAddresses.PROTOCOL_KEYS),
        new GenesisCall(
            "RecoveryValidators",
            GovernanceAddresses.RECOVERY_VALIDATORS,
            encoded("initialize(address[])", list().add(validators()))));
  }

  /** A contract that starts empty and only has to know who decides on access. */
  private static GenesisCall governed(String contract, String address) {
    String data = encoded("initialize(address)", list().add(GovernanceAddresses.ACCOUNTS));
    return new GenesisCall(contract, address, data);
  }

  private ArrayNode institutions() {
    ArrayNode all = list();
    for (Founding.Institution institution : founding.institutions()) {
      all.add(
          list()
              .add(institution.code())
              .add(institution.name())
              .add(institution.documentDigest())
              .add(institution.attributes())
              .add(institution.contact()));
    }
    return all;
  }

  private ArrayNode accounts() {
    ArrayNode all = list();
    for (Founding.Account account : founding.accounts()) {
      all.add(
          list()
              .add(Keccak.ofText(account.institution()))
              .add(account.role().number())
              .add(Hex.of(account.publicKey())));
    }
    return all;
  }

  private ArrayNode nodes() {
    ArrayNode all = list();
    for (Founding.Node node : founding.nodes()) {
      all.add(
          list()
              .add(Keccak.ofText(node.institution()))
              .add(node.kind().number())
              .add(Hex.of(node.publicKey()))
              .add(node.endpoint()));
    }
    return all;
  }

  private ArrayNode validators() {
    ArrayNode all = list();
    founding.validators().forEach(all::add);
    return all;
  }

  private static String encoded(String signature, ArrayNode arguments) {
    return FunctionSignature.parse(signature).encode(arguments);
  }

  private static ArrayNode list() {
    return JsonNodeFactory.instance.arrayNode();
  }
}
