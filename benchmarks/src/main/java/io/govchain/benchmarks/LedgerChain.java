package io.govchain.benchmarks;

import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.Receipt;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.send.Call;
import io.govchain.evm.signing.SigningKey;
import io.govchain.evm.signing.UnsignedTransaction;
import io.govchain.governance.ContractFunction;
import io.govchain.governance.Entry;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.GovernanceErrors;
import io.govchain.governance.Opening;
import io.govchain.governance.Pipeline;
import io.govchain.governance.PipelineSide;
import io.govchain.governance.Report;
import io.govchain.governance.Service;
import io.govchain.governance.Side;
import io.govchain.governance.StepDescriptor;
import io.govchain.governance.TrustAnchors;
import io.govchain.testnet.ChainNetwork;
import io.govchain.testnet.ChainSpec;
import io.govchain.testnet.Founding;
import io.govchain.testnet.GenesisGenerator;
import io.govchain.testnet.NetworkKind;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A governance chain with a long ledger: three institutions, pipelines between all of them, and
 * transactions of which most settled, some were compensated, and some are unfinished. A block holds
 * what was opened and reported of one batch, as proxies under load batch their entries.
 */
final class LedgerChain implements AutoCloseable {
  private static final long CHAIN_ID = 190_041;
  static final int BATCH = Integer.getInteger("govchain.bench.console.batch", 20);
  private static final List<String> MEMBERS = List.of("registry", "notary", "court");
  private static final String DIGEST = "0x" + "d1".repeat(32);
  private static final ContractFunction STORE =
      new ContractFunction("store(bytes32,string)", ContractFunction.Kind.WRITE, Optional.empty());

  private final ChainNetwork network;
  private final EvmClient client;
  private final GovernanceChain chain;
  private final Map<String, Long> nonces = new HashMap<>();

  /** A pipeline by its number and ends. */
  private record Way(long number, String source, String target) {}

  private LedgerChain(ChainNetwork network) {
    this.network = network;
    this.client = EvmClient.connect(EvmEndpoint.of(network.rpc()), GovernanceErrors.all());
    this.chain = GovernanceChain.connect(client);
    client.rpc("evm_setIntervalMining", 0);
    client.rpc("anvil_setBlockTimestampInterval", 1);
  }

  /** Founds the chain and writes a ledger of so many transactions. */
  static LedgerChain of(Path folder, int transactions, Consumer<String> progress) {
    Path genesis = folder.resolve("genesis.json");
    GenesisGenerator.generate(founding(), genesis);
    LedgerChain made =
        new LedgerChain(
            ChainNetwork.start(
                NetworkKind.ANVIL,
                // The states of 5,000 blocks would take more than 20 GB of disk.
                ChainSpec.of("governance", CHAIN_ID, genesis, folder).withRecentStatesOnly()));
    List<Way> ways = made.register();
    for (int first = 0; first < transactions; first += BATCH) {
      made.batch(
          ways.get(first / BATCH % ways.size()), first, Math.min(BATCH, transactions - first));
      if (first / 10_000 != (first + BATCH) / 10_000) {
        progress.accept("  " + (first + BATCH) + " transactions on the chain");
      }
    }
    return made;
  }

  private static Founding founding() {
    return Founding.of(
        CHAIN_ID,
        MEMBERS.stream()
            .map(
                code ->
                    new Founding.Institution(
                        code, "The " + code, DIGEST, "{}", key(code + "GOVERNOR").address()))
            .toList(),
        MEMBERS.stream()
            .flatMap(
                code ->
                    Arrays.stream(Founding.Role.values())
                        .map(
                            role -> new Founding.Account(code, role, key(code + role).publicKey())))
            .toList(),
        MEMBERS.stream()
            .map(
                code ->
                    new Founding.Node(
                        code, Founding.NodeKind.GENESIS, key(code).publicKey(), code + ":30303"))
            .toList());
  }

  private static SigningKey key(String name) {
    return SigningKey.fromPrivateKey(Keccak.hash(name.getBytes(StandardCharsets.UTF_8)));
  }

  URI rpc() {
    return network.rpc();
  }

  EvmClient client() {
    return client;
  }

  GovernanceChain chain() {
    return chain;
  }

  private List<Way> register() {
    for (String code : MEMBERS) {
      String operator = code + "OPERATOR";
      for (Service.Kind kind :
          List.of(Service.Kind.SUBCHAIN_PROXY, Service.Kind.CROSSCHAIN_PROXY)) {
        act(
            operator,
            GovernanceCalls.registerService(
                kind == Service.Kind.SUBCHAIN_PROXY ? "subchain" : "crosschain",
                kind,
                key(code + "CROSS_CHAIN").address(),
                "https://127.0.0.1:1",
                DIGEST));
      }
      act(operator, GovernanceCalls.pairServices(code + "/subchain", code + "/crosschain"));
      act(
          operator,
          GovernanceCalls.registerSubchain(
              "chain",
              "evm",
              1,
              code + "/subchain",
              new TrustAnchors.NodeAgreement(1, List.of("http://127.0.0.1:1"))));
      act(
          operator,
          GovernanceCalls.registerApplication(
              "app", code + "/chain", Hex.of(key(code + "app").publicKey()), DIGEST));
      act(
          operator,
          GovernanceCalls.registerContract(
              "evidence", code + "/chain", "0x" + "ee".repeat(20), List.of(STORE)));
    }
    List<Way> ways = new ArrayList<>();
    for (String source : MEMBERS) {
      for (String target : MEMBERS) {
        if (!source.equals(target)) {
          ways.add(connect(source, target));
        }
      }
    }
    return ways;
  }

  private Way connect(String source, String target) {
    act(
        source + "OPERATOR",
        GovernanceCalls.requestPipeline(
            "to-" + target,
            side(source, Optional.of(source + "/app")),
            side(target, Optional.empty()),
            Pipeline.Terms.until(chain.blockTime() + 100_000_000)));
    String path = source + "/to-" + target;
    String offered = chain.offered(path).orElseThrow().constraintOn(chain.chainId());
    act(target + "OPERATOR", GovernanceCalls.authorisePipeline(path, offered));
    return new Way(chain.pipeline(path).orElseThrow().number(), source, target);
  }

  private static PipelineSide side(String code, Optional<String> application) {
    return new PipelineSide(
        code,
        code + "/chain",
        code + "/crosschain",
        application,
        code + "/evidence",
        List.of(STORE.signature()));
  }

  /** Of a hundred, 92 settle, 5 are compensated, and 3 are left as they are. */
  private void batch(Way way, int first, int count) {
    List<StepDescriptor> plan =
        List.of(
            new StepDescriptor(way.number(), true, Side.SOURCE),
            new StepDescriptor(way.number(), true, Side.TARGET));
    long deadline = chain.blockTime() + 80_000;
    List<Opening> openings = new ArrayList<>();
    List<Report> done = new ArrayList<>();
    List<Report> answered = new ArrayList<>();
    List<Report> ended = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = Keccak.ofText("transaction " + (first + i));
      openings.add(new Opening(id, deadline, plan));
      done.add(new Report(id, 0, Entry.SUCCEEDED, DIGEST));
      int share = (first + i) % 100;
      if (share >= 97) {
        continue;
      }
      boolean fails = share >= 92;
      answered.add(new Report(id, 0, Entry.ACCEPTED, DIGEST));
      answered.add(new Report(id, 1, fails ? Entry.FAILED : Entry.SUCCEEDED, DIGEST));
      ended.add(
          fails
              ? new Report(id, 0, Entry.COMPENSATED, DIGEST)
              : new Report(id, 1, Entry.ACCEPTED, DIGEST));
    }
    String source = way.source() + "CROSS_CHAIN";
    List<String> hashes =
        List.of(
            send(source, GovernanceCalls.record(openings, List.of())),
            send(source, GovernanceCalls.record(List.of(), done)),
            send(way.target() + "CROSS_CHAIN", GovernanceCalls.record(List.of(), answered)),
            send(source, GovernanceCalls.record(List.of(), ended)));
    client.rpc("evm_mine");
    for (Optional<Receipt> receipt : client.receipts(hashes)) {
      if (receipt.filter(Receipt::succeeded).isEmpty()) {
        throw new IllegalStateException(
            "a batch of the ledger at transaction " + first + " was not recorded: " + receipt);
      }
    }
  }

  private void act(String account, Call call) {
    String hash = send(account, call);
    client.rpc("evm_mine");
    if (client.receipt(hash).filter(Receipt::succeeded).isEmpty()) {
      client.call(
          Optional.of(key(account).address()),
          call.to().orElseThrow(),
          call.data(),
          Optional.empty());
      throw new IllegalStateException("a call of " + account + " was not taken in");
    }
  }

  private String send(String account, Call call) {
    SigningKey key = key(account);
    long nonce = nonces.merge(account, 1L, Long::sum) - 1;
    UnsignedTransaction unsigned =
        new UnsignedTransaction(
            CHAIN_ID,
            nonce,
            call.to(),
            BigInteger.ZERO,
            call.data(),
            call.gasLimit(),
            UnsignedTransaction.GasPrice.zero());
    return client.sendRaw(key.signTransaction(unsigned).raw());
  }

  @Override
  public void close() {
    client.close();
    network.close();
  }
}
