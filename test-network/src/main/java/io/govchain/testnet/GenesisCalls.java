package io.govchain.testnet;

import io.govchain.contracts.GovernanceAddresses;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.DynamicStruct;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint32;
import org.web3j.abi.datatypes.generated.Uint8;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;

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
    Address authority = new Address(GovernanceAddresses.ACCOUNTS);
    return List.of(
        call("Institutions", GovernanceAddresses.INSTITUTIONS, authority, institutions()),
        call("Accounts", GovernanceAddresses.ACCOUNTS, accounts()),
        call(
            "WorkOrders",
            GovernanceAddresses.WORK_ORDERS,
            new Uint32(founding.votingPeriod().toSeconds()),
            new Uint32(founding.gracePeriod().toSeconds())),
        call("Nodes", GovernanceAddresses.NODES, authority, nodes()),
        call("Services", GovernanceAddresses.SERVICES, authority),
        call("Subchains", GovernanceAddresses.SUBCHAINS, authority),
        call("Pipelines", GovernanceAddresses.PIPELINES, authority),
        call("Transactions", GovernanceAddresses.TRANSACTIONS, authority),
        call("Contracts", GovernanceAddresses.CONTRACTS, authority),
        call("RecoveryValidators", GovernanceAddresses.RECOVERY_VALIDATORS, validators()));
  }

  private static GenesisCall call(String contract, String address, Type<?>... arguments) {
    Function initialize = new Function("initialize", List.of(arguments), List.of());
    return new GenesisCall(contract, address, FunctionEncoder.encode(initialize));
  }

  private DynamicArray<InstitutionStruct> institutions() {
    return new DynamicArray<>(
        InstitutionStruct.class,
        founding.institutions().stream().map(InstitutionStruct::new).toList());
  }

  private DynamicArray<AccountStruct> accounts() {
    return new DynamicArray<>(
        AccountStruct.class, founding.accounts().stream().map(AccountStruct::new).toList());
  }

  private DynamicArray<NodeStruct> nodes() {
    return new DynamicArray<>(
        NodeStruct.class, founding.nodes().stream().map(NodeStruct::new).toList());
  }

  private DynamicArray<Address> validators() {
    return new DynamicArray<>(
        Address.class, founding.validators().stream().map(Address::new).toList());
  }

  private static Bytes32 idOf(String path) {
    return new Bytes32(Hash.sha3(path.getBytes(StandardCharsets.UTF_8)));
  }

  private static Uint8 number(BigInteger value) {
    return new Uint8(value);
  }

  // The encoder takes the field types of an empty array from the classes' constructors.

  /** {@code IInstitutions.Founding}. */
  static final class InstitutionStruct extends DynamicStruct {
    InstitutionStruct(Founding.Institution of) {
      this(
          new Utf8String(of.code()),
          new Utf8String(of.name()),
          new Bytes32(Numeric.hexStringToByteArray(of.documentDigest())),
          new Utf8String(of.attributes()),
          new Address(of.contact()));
    }

    InstitutionStruct(
        Utf8String code,
        Utf8String name,
        Bytes32 documentDigest,
        Utf8String attributes,
        Address contact) {
      super(code, name, documentDigest, attributes, contact);
    }
  }

  /** {@code IAccounts.FoundingAccount}. */
  static final class AccountStruct extends DynamicStruct {
    AccountStruct(Founding.Account of) {
      this(idOf(of.institution()), number(of.role().number()), new DynamicBytes(of.publicKey()));
    }

    AccountStruct(Bytes32 institution, Uint8 role, DynamicBytes publicKey) {
      super(institution, role, publicKey);
    }
  }

  /** {@code INodes.FoundingNode}. */
  static final class NodeStruct extends DynamicStruct {
    NodeStruct(Founding.Node of) {
      this(
          idOf(of.institution()),
          number(of.kind().number()),
          new DynamicBytes(of.publicKey()),
          new Utf8String(of.endpoint()));
    }

    NodeStruct(Bytes32 institution, Uint8 kind, DynamicBytes publicKey, Utf8String endpoint) {
      super(institution, kind, publicKey, endpoint);
    }
  }
}
