package io.govchain.crosschain.verification;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.amdp.AmdpException;
import io.govchain.amdp.Disclosure;
import io.govchain.amdp.PlanStep;
import io.govchain.amdp.SignedCall;
import io.govchain.amdp.StepAction;
import io.govchain.amdp.StepKind;
import io.govchain.amdp.StepSide;
import io.govchain.amdp.StepTag;
import io.govchain.crosschain.conversation.Conversations;
import io.govchain.crosschain.conversation.RecentCalls;
import io.govchain.crosschain.engine.Plan;
import io.govchain.crosschain.engine.Progress;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.journal.Journal;
import io.govchain.crosschain.journal.StoredEvidence;
import io.govchain.crosschain.plan.Plans;
import io.govchain.evidence.AnchorRules;
import io.govchain.evidence.EvidenceExamination;
import io.govchain.evidence.EvidenceText;
import io.govchain.evidence.ExpectedCall;
import io.govchain.evidence.Finding;
import io.govchain.evidence.Freshness;
import io.govchain.evm.EvmException;
import io.govchain.evm.abi.AbiException;
import io.govchain.evm.abi.FunctionSignature;
import io.govchain.evm.encoding.Hex;
import io.govchain.governance.BusinessContract;
import io.govchain.governance.Registry;
import io.govchain.governance.Side;
import io.govchain.governance.Subchain;
import io.govchain.governance.TrustAnchors;
import io.govchain.service.database.Database;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Judges stored evidence of steps (CCGP 2.5.2). */
public final class Verification implements AutoCloseable {
  /** At a time, so that a subchain whose nodes are silent delays no other subchain's steps. */
  private static final int PER_SUBCHAIN = 16;

  private static final OptionalLong NO_BLOCK = OptionalLong.of(0);

  private final Journal journal;
  private final Database database;
  private final Registry registry;
  private final Plans plans;
  private final RecentCalls calls;
  private final Map<String, Semaphore> lanes = new ConcurrentHashMap<>();
  private final AnchorRules rules = new AnchorRules();
  private final EvidenceExamination examination = new EvidenceExamination(rules);

  public Verification(
      Journal journal, Database database, Registry registry, Plans plans, RecentCalls calls) {
    this.journal = journal;
    this.database = database;
    this.registry = registry;
    this.plans = plans;
    this.calls = calls;
  }

  private record Stored(
      Optional<StoredEvidence> evidence,
      Optional<SignedCall> call,
      Optional<String> disclosure,
      Optional<Progress> progress) {
    boolean isComplete() {
      return evidence.isPresent()
          && call.isPresent()
          && disclosure.isPresent()
          && progress.isPresent();
    }

    String missing() {
      return "evidence %s, call %s, arguments %s, plan %s"
          .formatted(presence(evidence), presence(call), presence(disclosure), presence(progress));
    }

    private static String presence(Optional<?> part) {
      return part.isPresent() ? "stored" : "not stored yet";
    }
  }

  /** Judges the evidence with this digest; blocks while nodes are asked. */
  public Finding judge(String transaction, int step, String digest) throws InterruptedException {
    Stored stored =
        database.read(
            handle ->
                new Stored(
                    journal.evidence().ofStep(handle, transaction, step, digest),
                    calls.of(handle, transaction),
                    Conversations.disclosure(handle, transaction, step),
                    journal
                        .transactions()
                        .find(handle, transaction)
                        .flatMap(TransactionState::known)));
    if (!stored.isComplete()) {
      return new Finding.Undecided(stored.missing());
    }
    try {
      return examine(stored, step);
    } catch (AmdpException | AbiException unfit) {
      return new Finding.Disputed("arguments-mismatch", unfit.getMessage());
    } catch (EvmException unreachable) {
      return new Finding.Undecided(unreachable.getMessage());
    }
  }

  private Finding examine(Stored stored, int step) throws InterruptedException {
    SignedCall call = stored.call().orElseThrow();
    PlanStep planned = call.step(step);
    Optional<Plan> plan = plans.of(call);
    Optional<BusinessContract> contract = registry.businessContract(planned.contract());
    Optional<Subchain> subchain = contract.flatMap(found -> registry.subchain(found.subchain()));
    if (plan.isEmpty() || subchain.isEmpty()) {
      return new Finding.Undecided(
          "expected the plan's pipelines and %s to be registered, actual: not seen"
              .formatted(planned.contract()));
    }
    if (!plan.get().agreesWith(stored.progress().orElseThrow().plan())) {
      return Finding.disputed("the signed call", "the steps that stand on the record", "others");
    }
    Optional<TrustAnchors> anchors = anchors(plan.get(), planned, step, subchain.get());
    if (anchors.isEmpty()) {
      return new Finding.Undecided(
          "expected the trust anchors of %s that pipeline %s was agreed with, actual: not registered"
              .formatted(subchain.get().path(), planned.pipeline()));
    }
    OptionalLong after =
        planned.kind() == StepKind.READ ? lastBlock(stored, step, subchain.get()) : NO_BLOCK;
    if (after.isEmpty()) {
      return new Finding.Undecided(
          "an earlier step on %s is judged first".formatted(subchain.get().path()));
    }
    Freshness freshness = new Freshness(call.message().issued(), after.getAsLong());
    ExpectedCall expected = expected(stored, step, contract.get(), subchain.get(), freshness);
    Semaphore lane =
        lanes.computeIfAbsent(subchain.get().path(), path -> new Semaphore(PER_SUBCHAIN));
    lane.acquire();
    try {
      return examination.examine(
          stored.evidence().orElseThrow().evidence(), expected, anchors.get());
    } finally {
      lane.release();
    }
  }

  /**
   * What both sides agreed to believe. Who owns a subchain can register other anchors at any time;
   * they count for the transactions of the version that both agree on next.
   */
  private Optional<TrustAnchors> anchors(Plan plan, PlanStep planned, int step, Subchain subchain) {
    Side side = planned.side() == StepSide.SOURCE ? Side.SOURCE : Side.TARGET;
    return registry
        .pipeline(plan.step(step).version())
        .map(pipeline -> pipeline.trust(side))
        .flatMap(trust -> registry.agreedAnchors(subchain.id(), trust));
  }

  /** Where steps before a read are proved on its chain, so that it does not tell of before them. */
  private OptionalLong lastBlock(Stored stored, int step, Subchain subchain) {
    SignedCall call = stored.call().orElseThrow();
    return new EarlierSteps(
            stored.progress().orElseThrow(),
            (earlier, digest) ->
                database
                    .read(
                        handle ->
                            journal.evidence().ofStep(handle, call.transaction(), earlier, digest))
                    .map(StoredEvidence::evidence))
        .lastBlock(
            step,
            earlier ->
                registry
                    .businessContract(call.step(earlier).contract())
                    .filter(found -> found.subchain().equals(subchain.id()))
                    .isPresent());
  }

  private static ExpectedCall expected(
      Stored stored, int step, BusinessContract contract, Subchain subchain, Freshness freshness) {
    SignedCall call = stored.call().orElseThrow();
    PlanStep planned = call.step(step);
    boolean write = planned.kind() == StepKind.WRITE;
    FunctionSignature function = FunctionSignature.parse(planned.function());
    Disclosure disclosure =
        Disclosure.parse(stored.disclosure().orElseThrow(), planned.arguments());
    String data = function.encode(disclosure.arguments());
    String tag =
        Hex.of(new StepTag(call.transaction(), step, StepAction.EXECUTE).bytes()).substring(2);
    Optional<JsonNode> value = stored.evidence().orElseThrow().value().map(EvidenceText::json);
    return new ExpectedCall(
        subchain.chainId(),
        contract.contractAddress().toLowerCase(Locale.ROOT),
        function,
        write ? data + tag : data,
        write,
        value,
        Optional.of(stored.progress().orElseThrow().step(step).result().subchainTransaction())
            .filter(told -> !told.isEmpty()),
        freshness);
  }

  @Override
  public void close() {
    rules.close();
  }
}
