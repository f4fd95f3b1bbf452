package io.govchain.console.evidence;

import io.govchain.amdp.StepAction;
import io.govchain.console.store.Ledger;
import io.govchain.console.store.Queries;
import io.govchain.evm.abi.FunctionSignature;
import io.govchain.governance.BusinessContract;
import io.govchain.governance.ContractFunction;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.Pipeline;
import io.govchain.governance.PipelineSide;
import io.govchain.governance.Subchain;
import io.govchain.governance.TrustAnchors;
import io.govchain.service.http.Problem;
import io.govchain.service.http.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What ledger and registry say of a step: with this, and not with what the evidence says of itself,
 * evidence is compared.
 *
 * @param openedAt block time when the transaction was put on the ledger: nobody read before it
 * @param named evidence about the step that the ledger names
 * @param anchors that both sides agreed to verify by
 */
record StepFacts(
    String transaction,
    int step,
    boolean write,
    long openedAt,
    List<NamedEvidence> named,
    Subchain subchain,
    BusinessContract contract,
    PipelineSide side,
    TrustAnchors anchors) {

  static StepFacts of(Queries queries, GovernanceChain chain, String transaction, int index) {
    Ledger.Detail detail =
        queries
            .ledger()
            .transaction(transaction)
            .orElseThrow(() -> missing("transaction", transaction));
    Ledger.Step step =
        detail.steps().stream()
            .filter(each -> each.index() == index)
            .findFirst()
            .orElseThrow(() -> missing("step of the transaction", Integer.toString(index)));
    Pipeline pipeline =
        chain
            .pipeline(step.pipeline().number())
            .orElseThrow(() -> missing("pipeline", Long.toString(step.pipeline().number())));
    PipelineSide side = pipeline.side(step.side());
    Subchain subchain =
        chain.subchain(side.subchain()).orElseThrow(() -> missing("subchain", side.subchain()));
    BusinessContract contract =
        chain
            .businessContract(side.businessContract())
            .orElseThrow(() -> missing("business contract", side.businessContract()));
    TrustAnchors anchors =
        chain
            .agreedAnchors(side.subchain(), pipeline.trust(step.side()))
            .orElseThrow(() -> missing("rule that both sides agreed on", side.subchain()));
    return new StepFacts(
        transaction,
        index,
        step.write(),
        detail.line().openedAt(),
        NamedEvidence.ofStep(detail.timeline(), step.index()),
        subchain,
        contract,
        side,
        anchors);
  }

  /** Digests of what the ledger names as evidence of this; of all where nothing else is said. */
  List<String> digests(Optional<About> about) {
    return named.stream()
        .filter(each -> about.isEmpty() || about.get() == each.about())
        .map(NamedEvidence::digest)
        .distinct()
        .toList();
  }

  /** What the ledger names the digest for. */
  List<About> naming(String digest) {
    return named.stream()
        .filter(each -> each.digest().equals(digest))
        .map(NamedEvidence::about)
        .toList();
  }

  /** Selectors of what may be called, of compensators where something is to be undone. */
  List<String> selectors(StepAction action) {
    List<String> selectors = new ArrayList<>();
    for (ContractFunction function : contract.functions()) {
      if (!side.functions().contains(function.id())) {
        continue;
      }
      Optional<ContractFunction> called =
          switch (action) {
            case EXECUTE -> Optional.of(function);
            case COMPENSATE -> function.compensator().flatMap(contract::function);
          };
      called.ifPresent(
          found -> selectors.add(FunctionSignature.parse(found.signature()).selector()));
    }
    return selectors;
  }

  private static ProblemException missing(String what, String id) {
    return new ProblemException(
        Problem.of("not-found", 404, "there is no such " + what)
            .expected("one that ledger and registry know")
            .actual(id));
  }
}
