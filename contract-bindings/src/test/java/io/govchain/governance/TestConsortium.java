package io.govchain.governance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.contracts.ContractArtifacts;
import io.govchain.contracts.GovernanceAddresses;
import io.govchain.contracts.generated.Accounts;
import io.govchain.contracts.generated.Institutions;
import io.govchain.contracts.generated.Nodes;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.EvmException;
import io.govchain.evm.FollowedBlock;
import io.govchain.evm.Receipt;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.send.Call;
import io.govchain.evm.signing.SigningKey;
import io.govchain.evm.signing.UnsignedTransaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A governance chain on a real Anvil with three genesis institutions, each with a governor, an
 * operator and a cross-chain account.
 */
final class TestConsortium implements AutoCloseable {

  static final long CHAIN_ID = 190_026;
  static final List<String> FOUNDERS = List.of("registry", "notary", "court");
  static final String DIGEST = "0x" + "d1".repeat(32);
  static final long VOTING_PERIOD = 3_600;

  private static final long GAS = 20_000_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AnvilProcess anvil;
  private final EvmClient client;
  private final GovernanceChain chain;
  private final Map<String, Long> nonces = new ConcurrentHashMap<>();

  private TestConsortium(AnvilProcess anvil) {
    this.anvil = anvil;
    this.client = EvmClient.connect(EvmEndpoint.of(anvil.rpc()), GovernanceErrors.all());
    this.chain = GovernanceChain.connect(client);
  }

  static TestConsortium start(Path directory) {
    TestConsortium consortium = new TestConsortium(AnvilProcess.start(genesis(directory)));
    consortium.client.rpc("anvil_setBlockTimestampInterval", 1);
    consortium.initialize();
    return consortium;
  }

  /** Of the version of a pipeline that awaits the other side's yes. */
  String constraintOffered(String path) {
    return chain.offered(path).orElseThrow().constraintOn(CHAIN_ID);
  }

  GovernanceChain chain() {
    return chain;
  }

  EvmClient client() {
    return client;
  }

  /** The key of an institution's account in a role: the same in every run. */
  static SigningKey key(String institution, Account.Role role) {
    return key(institution + "/" + role.word());
  }

  static SigningKey key(String name) {
    return SigningKey.fromPrivateKey(Keccak.hash(name.getBytes(StandardCharsets.UTF_8)));
  }

  /** Sends a call and expects it to succeed. */
  Receipt send(SigningKey key, Call call) {
    Receipt receipt = include(key, call);
    if (!receipt.succeeded()) {
      throw new AssertionError(
          "call of " + call.to().orElseThrow() + " failed: " + refusal(key, call));
    }
    return receipt;
  }

  /** Why the contracts would refuse this call now. */
  String refusal(SigningKey key, Call call) {
    try {
      client.call(
          Optional.of(key.address()), call.to().orElseThrow(), call.data(), Optional.empty());
    } catch (EvmException.CallReverted reverted) {
      return reverted.reason().text();
    }
    throw new AssertionError(
        "call of "
            + call.to().orElseThrow()
            + " would be accepted (gas limit "
            + call.gasLimit()
            + ")");
  }

  /**
   * Proposes, has the active founders vote for it until it is decided, executes; returns the work
   * order's id.
   */
  String decide(ProposedCall action, String text) {
    Proposal proposal = new Proposal(List.of(action), text);
    String id = proposal.workOrderId();
    send(governor(0), GovernanceCalls.propose(proposal));
    mine();
    for (int i = 0; i < FOUNDERS.size(); i++) {
      boolean open = chain.workOrder(id).orElseThrow().state() == WorkOrder.State.ACTIVE;
      if (open && chain.activeInstitution(FOUNDERS.get(i)).isPresent()) {
        send(governor(i), GovernanceCalls.vote(id, WorkOrder.Vote.FOR));
      }
    }
    send(key("anybody"), GovernanceCalls.execute(proposal));
    return id;
  }

  SigningKey governor(int founder) {
    return key(FOUNDERS.get(founder), Account.Role.GOVERNOR);
  }

  /** Makes a block of what waits, a second later than its parent. */
  void mine() {
    client.rpc("evm_mine");
  }

  /** What a follower would hand out for this block. */
  FollowedBlock block(long number) {
    return client.blocksWithReceipts(number, 1).get(0);
  }

  List<GovernanceEvent> events(Receipt receipt) {
    return receipt.logs().stream().flatMap(log -> GovernanceEvents.decode(log).stream()).toList();
  }

  @Override
  public void close() {
    client.close();
    anvil.close();
  }

  private Receipt include(SigningKey key, Call call) {
    long nonce = nonces.merge(key.address(), 1L, Long::sum) - 1;
    UnsignedTransaction unsigned =
        new UnsignedTransaction(
            CHAIN_ID,
            nonce,
            call.to(),
            BigInteger.ZERO,
            call.data(),
            call.gasLimit(),
            UnsignedTransaction.GasPrice.zero());
    String hash = client.sendRaw(key.signTransaction(unsigned).raw());
    mine();
    return client.receipt(hash).orElseThrow(() -> new AssertionError("no block holds " + hash));
  }

  private void initialize() {
    initialize(
        GovernanceAddresses.INSTITUTIONS,
        Wrappers.INSTITUTIONS
            .initialize(GovernanceAddresses.ACCOUNTS, foundingInstitutions())
            .encodeFunctionCall());
    initialize(
        GovernanceAddresses.ACCOUNTS,
        Wrappers.ACCOUNTS.initialize(foundingAccounts()).encodeFunctionCall());
    initialize(
        GovernanceAddresses.WORK_ORDERS,
        Wrappers.WORK_ORDERS
            .initialize(BigInteger.valueOf(VOTING_PERIOD), BigInteger.valueOf(VOTING_PERIOD))
            .encodeFunctionCall());
    initialize(
        GovernanceAddresses.NODES,
        Wrappers.NODES
            .initialize(
                GovernanceAddresses.ACCOUNTS,
                List.of(
                    new Nodes.FoundingNode(
                        AbiValues.id(FOUNDERS.get(0)),
                        BigInteger.valueOf(Node.Kind.GENESIS.ordinal()),
                        key("registry/node").publicKey(),
                        "enode://registry")))
            .encodeFunctionCall());
    String authority =
        Wrappers.SERVICES.initialize(GovernanceAddresses.ACCOUNTS).encodeFunctionCall();
    for (String contract :
        List.of(
            GovernanceAddresses.SERVICES,
            GovernanceAddresses.SUBCHAINS,
            GovernanceAddresses.PIPELINES,
            GovernanceAddresses.TRANSACTIONS,
            GovernanceAddresses.CREDIT,
            GovernanceAddresses.CONTRACTS,
            GovernanceAddresses.PROTOCOL_KEYS)) {
      initialize(contract, authority);
    }
    mine();
  }

  private void initialize(String contract, String data) {
    send(key("genesis"), new Call(contract, data, GAS));
  }

  private static List<Institutions.Founding> foundingInstitutions() {
    return FOUNDERS.stream()
        .map(
            code ->
                new Institutions.Founding(
                    code,
                    "The " + code,
                    Hex.bytes(DIGEST),
                    "{}",
                    key(code, Account.Role.GOVERNOR).address()))
        .toList();
  }

  private static List<Accounts.FoundingAccount> foundingAccounts() {
    List<Accounts.FoundingAccount> accounts = new ArrayList<>();
    for (String code : FOUNDERS) {
      for (Account.Role role :
          List.of(Account.Role.GOVERNOR, Account.Role.OPERATOR, Account.Role.CROSS_CHAIN)) {
        accounts.add(
            new Accounts.FoundingAccount(
                AbiValues.id(code), AbiValues.ordinal(role), key(code, role).publicKey()));
      }
    }
    return accounts;
  }

  private static Path genesis(Path directory) {
    try {
      ObjectNode genesis =
          (ObjectNode)
              JSON.readTree(
                  """
                  {"config": {"chainId": %d, "homesteadBlock": 0, "eip150Block": 0, "eip155Block": 0, "eip158Block": 0,
                     "byzantiumBlock": 0, "constantinopleBlock": 0, "petersburgBlock": 0, "istanbulBlock": 0,
                     "berlinBlock": 0, "londonBlock": 0, "shanghaiTime": 0, "cancunTime": 0, "pragueTime": 0},
                   "nonce": "0x0", "timestamp": "0x65000000", "extraData": "0x", "gasLimit": "0x3938700", "difficulty": "0x1",
                   "mixHash": "0x%s", "coinbase": "0x%s"}"""
                      .formatted(CHAIN_ID, "0".repeat(64), "0".repeat(40)));
      genesis.set("alloc", JSON.readTree(ContractArtifacts.genesisTemplate()));
      return Files.writeString(directory.resolve("genesis.json"), genesis.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("genesis", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
