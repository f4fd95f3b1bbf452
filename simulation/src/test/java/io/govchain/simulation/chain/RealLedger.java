package io.govchain.simulation.chain;

import io.govchain.crosschain.engine.ChainStatus;
import io.govchain.crosschain.engine.Entry;
import io.govchain.crosschain.engine.Rejection;
import io.govchain.evm.EvmClient;
import io.govchain.evm.Receipt;
import io.govchain.evm.send.Call;
import io.govchain.evm.signing.SigningKey;
import io.govchain.evm.signing.UnsignedTransaction;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.GovernanceEvent;
import io.govchain.governance.GovernanceEvents;
import io.govchain.governance.Opening;
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
        new Pipeline(all.get(source).code(), all.get(target).code()),
        consortium.connect(
            application,
            all.get(source),
            services.get(source),
            all.get(target),
            services.get(target),
            code));
  }

  List<Pipeline> pipelines() {
    return pipelines.keySet().stream()
        .sorted((one, two) -> (one.source() + one.target()).compareTo(two.source() + two.target()))
        .toList();
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
    return receipt.logs().stream()
        .flatMap(log -> GovernanceEvents.decode(log).stream())
        .filter(GovernanceEvent.OfLedger.class::isInstance)
        .map(GovernanceEvent.OfLedger.class::cast)
        .map(event -> told(event, batch.by()))
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
    String hash = client.sendRaw(key.signTransaction(unsigned).raw());
    client.rpc("evm_setNextBlockTimestamp", time);
    client.rpc("evm_mine");
    Receipt receipt = client.receipt(hash).orElseThrow();
    if (!receipt.succeeded()) {
      throw new AssertionError("the contract refused a whole batch: " + call);
    }
    return receipt;
  }

  private StepDescriptor descriptor(Descriptor step) {
    return new StepDescriptor(
        pipelines.get(step.pipeline()).number(),
        step.write(),
        step.atSource() ? Side.SOURCE : Side.TARGET);
  }

  private LedgerEvent told(GovernanceEvent.OfLedger event, String by) {
    return switch (event) {
      case GovernanceEvent.TransactionOpened opened ->
          new LedgerEvent.Opened(opened.transaction(), by);
      case GovernanceEvent.StepReported reported ->
          new LedgerEvent.Reported(
              reported.transaction(),
              by,
              reported.step(),
              entry(reported.entry()),
              reported.digest());
      case GovernanceEvent.TransactionStatusChanged changed ->
          new LedgerEvent.StatusChanged(
              changed.transaction(), ChainStatus.values()[changed.status().ordinal()]);
      case GovernanceEvent.EntryRejected rejected ->
          new LedgerEvent.Rejected(
              rejected.transaction(),
              institutionOf.get(rejected.by()),
              rejected.step(),
              entry(rejected.entry()),
              Rejection.values()[rejected.reason().ordinal()]);
      case GovernanceEvent.TransactionResolved resolved ->
          throw new AssertionError("no work order was executed");
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
