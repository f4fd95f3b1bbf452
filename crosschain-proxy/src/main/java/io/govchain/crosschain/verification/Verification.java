package io.govchain.crosschain.verification;

import io.govchain.amdp.AmdpException;
import io.govchain.amdp.Disclosure;
import io.govchain.amdp.PlanStep;
import io.govchain.amdp.SignedCall;
import io.govchain.amdp.StepAction;
import io.govchain.amdp.StepKind;
import io.govchain.amdp.StepTag;
import io.govchain.crosschain.conversation.Conversations;
import io.govchain.crosschain.engine.Reason;
import io.govchain.crosschain.journal.Journal;
import io.govchain.crosschain.journal.StoredEvidence;
import io.govchain.evm.EvmException;
import io.govchain.evm.abi.AbiException;
import io.govchain.evm.abi.FunctionSignature;
import io.govchain.evm.encoding.Hex;
import io.govchain.governance.BusinessContract;
import io.govchain.governance.GovernanceCache;
import io.govchain.governance.Subchain;
import io.govchain.service.database.Database;
import java.util.Locale;
import java.util.Optional;

/** Judges stored evidence of steps (CCGP 2.5.2). */
public final class Verification implements AutoCloseable {
  private final Journal journal;
  private final Database database;
  private final GovernanceCache registry;
  private final SubchainNodes nodes = new SubchainNodes();
  private final EvidenceExamination examination = new EvidenceExamination(nodes);

  public Verification(Journal journal, Database database, GovernanceCache registry) {
    this.journal = journal;
    this.database = database;
    this.registry = registry;
  }

  /** Judges the evidence with this digest; blocks while nodes are asked. */
  public Finding judge(String transaction, int step, String digest) {
    Optional<StoredEvidence> evidence = journal.evidence().find(transaction, step, digest);
    Optional<SignedCall> call = database.read(handle -> Conversations.call(handle, transaction));
    Optional<String> disclosure =
        database.read(handle -> Conversations.disclosure(handle, transaction, step));
    if (evidence.isEmpty() || call.isEmpty() || disclosure.isEmpty()) {
      return new Finding.Undecided(
          "evidence %s, call %s, arguments %s"
              .formatted(
                  presence(evidence.isPresent()),
                  presence(call.isPresent()),
                  presence(disclosure.isPresent())));
    }
    try {
      return examine(call.get(), step, disclosure.get(), evidence.get());
    } catch (AmdpException | AbiException unfit) {
      return new Finding.Disputed(new Reason("arguments-mismatch", unfit.getMessage()));
    } catch (EvmException unreachable) {
      return new Finding.Undecided(unreachable.getMessage());
    }
  }

  private Finding examine(SignedCall call, int step, String disclosure, StoredEvidence evidence) {
    PlanStep planned = call.step(step);
    BusinessContract contract = registry.businessContract(planned.contract()).orElseThrow();
    Subchain subchain = registry.subchain(contract.subchain()).orElseThrow();
    boolean write = planned.kind() == StepKind.WRITE;
    String data =
        FunctionSignature.parse(planned.function())
            .encode(Disclosure.parse(disclosure, planned.arguments()).arguments());
    String tag =
        Hex.of(new StepTag(call.transaction(), step, StepAction.EXECUTE).bytes()).substring(2);
    return examination.examine(
        evidence.evidence(),
        new ExpectedCall(
            subchain.chainId(),
            contract.contractAddress().toLowerCase(Locale.ROOT),
            write ? data + tag : data,
            write),
        subchain.trustAnchors());
  }

  private static String presence(boolean present) {
    return present ? "stored" : "not stored yet";
  }

  @Override
  public void close() {
    nodes.close();
  }
}
