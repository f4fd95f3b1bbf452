package io.govchain.simulation.chain;

import io.govchain.contracts.GovernanceAddresses;
import io.govchain.crosschain.engine.ChainStatus;
import io.govchain.crosschain.engine.Entry;
import io.govchain.crosschain.engine.Rejection;
import io.govchain.evm.EvmClient;
import io.govchain.evm.Receipt;
import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.send.Call;
import io.govchain.evm.signing.SigningKey;
import io.govchain.evm.signing.UnsignedTransaction;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.GovernanceEvent;
import io.govchain.governance.GovernanceEvents;
import io.govchain.governance.Opening;
import io.govchain.governance.Pipeline.Terms;
import io.govchain.governance.Report;
import io.govchain.governance.Side;
import io.govchain.governance.StepDescriptor;
import io.govchain.governance.TransactionRecord;
import io.govchain.testnet.consortium.BusinessApplication;
import io.govchain.testnet.consortium.BusinessChain;
import io.govchain.testnet.consortium.Consortium;
import io.govchain.testnet.consortium.Member;
import io.govchain.testnet.consortium.MemberServices;
import io.govchain.testnet.consortium.Progress;
import io.govchain.testnet.consortium.Setup;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The real contract on a real chain, spoken to in the words of the model. */
final class RealLedger implements AutoCloseable {
  static final String REGISTRY = "registry";
  static final String COURT = "court";
  static final String NOTARY = "notary";
  private static final Duration QUICK = Duration.ofMillis(200);
  private static final String GAS = "0x100000";

  private final Consortium consortium;
  private final EvmClient client;
  private final Map<String, Member> members = new HashMap<>();
  private final Map<String, String> institutionOf = new HashMap<>();
  private final Map<Pipeline, io.govchain.governance.Pipeline> pipelines = new HashMap<>();

  private RealLedger(Path home) {
    consortium =
        Consortium.found(
            Setup.embedded(home).withBlockTimes(QUICK, QUICK),
            Map.of(COURT, "City Court"),
            Progress.silent());
    client = consortium.client();
    List<Member> all =
        List.of(
            consortium.newcomer(REGISTRY, "City Land Registry"),
            consortium.newcomer(NOTARY, "City Notary"),
            consortium.genesisMember(COURT));
    consortium.admit(all.get(0), "0x" + "1".repeat(64));
    consortium.admit(all.get(1), "0x" + "2".repeat(64));
    consortium.activateAccounts(all);
    List<BusinessChain> chains = consortium.startBusinessChains(all, "evidence-chain");
    List<MemberServices> services = consortium.register(all, chains);
    for (Member member : all) {
      members.put(member.code(), member);
      institutionOf.put(member.crosschainProxyAccount().address(), member.code());
    }
    BusinessApplication first = consortium.registerApplication(all.get(0), services.get(0), "app");
    BusinessApplication second = consortium.registerApplication(all.get(1), services.get(1), "app");
    connect(first, all, services, 0, 2, "to-court");
    connect(first, all, services, 0, 1, "to-notary");
    connect(second, all, services, 1, 2, "to-court");
    client.rpc("evm_setIntervalMining", 0);
  }

  static RealLedger start(Path home) {
    return new RealLedger(home);
  }

  private void connect(
      BusinessApplication application,
      List<Member> all,
      List<MemberServices> services,
      int source,
      int target,
      String code) {
    pipelines.put(
        Pipeline.between(all.get(source).code(), all.get(target).code()),
        consortium.connect(
            application,
            all.get(source),
            services.get(source),
            all.get(target),
            services.get(target),
            code));
  }

  /** As they were agreed on at first. */
  List<Pipeline> pipelines() {
    return pipelines.keySet().stream()
        .filter(pipeline -> pipeline.version() == 1)
        .sorted((one, two) -> one.path().compareTo(two.path()))
        .toList();
  }

  /** The source proposes another version in the block before, the target accepts it in this. */
  void amend(Pipeline present, Pipeline next, Limit limit, long time) {
    io.govchain.governance.Pipeline former = pipelines.get(present);
    Terms terms =
        new Terms(
            former.terms().validUntil(),
            former.terms().dataClass(),
            limit.calls(),
            limit.isNone() ? 0 : limit.seconds());
    send(
        operator(present.source()),
        GovernanceCalls.amendPipeline(former.path(), former.source(), former.target(), terms),
        time - 1);
    long number = consortium.chain().pipelineAmendment(former.path()).orElseThrow();
    String offered =
        consortium
            .chain()
            .offered(former.path())
            .orElseThrow()
            .constraintOn(consortium.chain().chainId());
    send(
        operator(present.target()),
        GovernanceCalls.acceptAmendment(former.path(), number, offered),
        time);
    pipelines.put(next, consortium.chain().pipeline(number).orElseThrow());
  }

  /** The source takes its pipeline out of use, or into it. */
  void use(Pipeline present, boolean usable, long time) {
    String path = pipelines.get(present).path();
    send(
        operator(present.source()),
        usable ? GovernanceCalls.resumePipeline(path) : GovernanceCalls.suspendPipeline(path),
        time);
  }

  /** What {@code Credit} says to the record when a score has fallen, or was restored. */
  void restrict(String institution, boolean restrict, long time) {
    String id = consortium.chain().institution(institution).orElseThrow().id();
    String word = id.substring(2, 34) + "0".repeat(32);
    String data = selector("restrict(bytes16,bool)") + word + "%064x".formatted(restrict ? 1 : 0);
    inTheNameOf(GovernanceAddresses.CREDIT, data, time);
  }

  /** What a work order does; what the record said of it. */
  List<LedgerEvent> orderResolution(String transaction, long time) {
    String empty = "%064x%064x".formatted(64, 0);
    String data = selector("resolve(bytes32,string)") + transaction.substring(2) + empty;
    return told(inTheNameOf(GovernanceAddresses.WORK_ORDERS, data, time), "");
  }

  private static String selector(String signature) {
    return Keccak.ofText(signature).substring(0, 10);
  }

  private SigningKey operator(String institution) {
    return members.get(institution).operator().key();
  }

  long time() {
    return client.latestHeader().timestamp();
  }

  /** Brings a batch into a block of this time; what the contract said to it. */
  List<LedgerEvent> record(Batch batch, long time) {
    List<Opening> openings = new ArrayList<>();
    List<Report> reports = new ArrayList<>();
    for (Submission entry : batch.entries()) {
      switch (entry) {
        case Submission.Opening opening ->
            openings.add(
                new Opening(
                    opening.transaction(),
                    opening.deadline(),
                    opening.steps().stream().map(this::descriptor).toList()));
        case Submission.Report report ->
            reports.add(
                new Report(
                    report.transaction(),
                    report.step(),
                    io.govchain.governance.Entry.values()[report.entry().ordinal()],
                    report.digest()));
      }
    }
    Receipt receipt =
        send(
            members.get(batch.by()).crosschainProxyAccount().key(),
            GovernanceCalls.record(openings, reports),
            time);
    return told(receipt, batch.by());
  }

  private List<LedgerEvent> told(Receipt receipt, String by) {
    return receipt.logs().stream()
        .flatMap(log -> GovernanceEvents.decode(log).stream())
        .filter(GovernanceEvent.OfLedger.class::isInstance)
        .map(GovernanceEvent.OfLedger.class::cast)
        .flatMap(event -> told(event, by).stream())
        .toList();
  }

  Optional<TransactionRecord> find(String transaction) {
    return consortium.chain().transaction(transaction);
  }

  private Receipt send(SigningKey key, Call call, long time) {
    UnsignedTransaction unsigned =
        new UnsignedTransaction(
            client.chainId(),
            client.transactionCount(key.address()),
            call.to(),
            BigInteger.ZERO,
            call.data(),
            call.gasLimit(),
            UnsignedTransaction.GasPrice.zero());
    Receipt receipt = mined(client.sendRaw(key.signTransaction(unsigned).raw()), time);
    if (!receipt.succeeded()) {
      throw new AssertionError("the contract refused the whole of " + call);
    }
    return receipt;
  }

  private Receipt inTheNameOf(String contract, String data, long time) {
    client.rpc("anvil_impersonateAccount", contract);
    Map<String, String> transaction =
        Map.of(
            "from", contract,
            "to", GovernanceAddresses.TRANSACTIONS,
            "data", data,
            "gas", GAS,
            "gasPrice", "0x0");
    return mined(client.rpc("eth_sendTransaction", transaction).asText(), time);
  }

  private Receipt mined(String hash, long time) {
    client.rpc("evm_setNextBlockTimestamp", time);
    client.rpc("evm_mine");
    return client.receipt(hash).orElseThrow();
  }

  private StepDescriptor descriptor(Descriptor step) {
    return new StepDescriptor(
        pipelines.get(step.pipeline()).number(),
        step.write(),
        step.atSource() ? Side.SOURCE : Side.TARGET);
  }

  private Optional<LedgerEvent> told(GovernanceEvent.OfLedger event, String by) {
    return switch (event) {
      case GovernanceEvent.TransactionOpened opened ->
          Optional.of(new LedgerEvent.Opened(opened.transaction(), by));
      case GovernanceEvent.StepReported reported ->
          Optional.of(
              new LedgerEvent.Reported(
                  reported.transaction(),
                  by,
                  reported.step(),
                  entry(reported.entry()),
                  reported.digest()));
      case GovernanceEvent.TransactionStatusChanged changed ->
          Optional.of(
              new LedgerEvent.StatusChanged(
                  changed.transaction(), ChainStatus.values()[changed.status().ordinal()]));
      case GovernanceEvent.EntryRejected rejected ->
          Optional.of(
              new LedgerEvent.Rejected(
                  rejected.transaction(),
                  institutionOf.get(rejected.by()),
                  rejected.step(),
                  entry(rejected.entry()),
                  Rejection.values()[rejected.reason().ordinal()]));
      // The note of a work order, besides the status.
      case GovernanceEvent.TransactionResolved resolved -> Optional.empty();
    };
  }

  private static Entry entry(io.govchain.governance.Entry entry) {
    return Entry.values()[entry.ordinal()];
  }

  @Override
  public void close() {
    consortium.close();
  }
}
