package io.govchain.cli;

import io.govchain.amdp.StepAction;
import io.govchain.evm.BlockHeader;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.Pipeline;
import io.govchain.governance.PipelineSide;
import io.govchain.governance.StepRecord;
import io.govchain.governance.Subchain;
import io.govchain.governance.TransactionRecord;
import io.govchain.governance.TrustAnchors;
import io.govchain.testnet.consortium.SubchainWitness;
import io.govchain.testnet.consortium.TaggedWrite;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares what the ledger says of a transaction with what the business chains hold. */
@Command(
    name = "witness",
    description = {
      "Find a transaction's writes in the blocks of the business chains, by the tag that each write"
          + " carries, and compare them with the ledger. No proxy is asked.",
      "Exit code 1 if a chain contradicts the ledger."
    },
    footer = {
      "",
      "Examples:",
      "  govchain transaction witness 0x3c9a...",
      "  govchain transaction witness 0x3c9a... --node court/evidence-chain=http://10.0.0.7:8545"
    })
final class WitnessCommand extends ChainCommand {
  /** Clocks of two chains may differ by this much. */
  private static final long CLOCK_TOLERANCE_SECONDS = 600;

  @Parameters(paramLabel = "TRANSACTION", description = "Its id: 0x and 64 hex digits.")
  private String id;

  @Option(
      names = "--node",
      paramLabel = "SUBCHAIN=URL",
      description = "Your own node of a subchain (default: the first node that its rule names).")
  private Map<String, URI> nodes = new LinkedHashMap<>();

  @Override
  void run(Output out, GovernanceConnection connection) {
    GovernanceChain chain = connection.chain();
    TransactionRecord transaction =
        chain
            .transaction(Arguments.id("TRANSACTION", id))
            .orElseThrow(() -> CommandFailure.notFound("transaction", id));
    Set<PipelineSide> sides = sides(chain, transaction);
    refuseOtherNodes(chain, sides);
    Set<TaggedWrite> writes = new LinkedHashSet<>();
    for (PipelineSide side : sides) {
      writes.addAll(writes(chain, side, transaction));
    }
    List<String> contradictions = contradictions(transaction, writes);
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("transaction", transaction.id());
    view.put("status", transaction.status());
    view.put("writes", writes.stream().map(WitnessCommand::view).toList());
    view.put("contradictions", contradictions);
    out.record(view);
    if (!contradictions.isEmpty()) {
      throw CommandFailure.refused("chain-contradicts-ledger", String.join("; ", contradictions));
    }
  }

  /** A misspelt subchain would otherwise be looked up at the node that its institution names. */
  private void refuseOtherNodes(GovernanceChain chain, Set<PipelineSide> sides) {
    List<String> written =
        sides.stream()
            .map(side -> chain.subchain(side.subchain()).orElseThrow().path())
            .distinct()
            .toList();
    for (String path : nodes.keySet()) {
      if (!written.contains(path)) {
        throw CommandFailure.usage(
            "--node: expected a subchain that the transaction writes to, one of %s, actual '%s'"
                .formatted(written, path));
      }
    }
  }

  /** Where the transaction's writes belong, each place once. */
  private static Set<PipelineSide> sides(GovernanceChain chain, TransactionRecord transaction) {
    Set<PipelineSide> sides = new LinkedHashSet<>();
    for (StepRecord step : transaction.steps()) {
      if (step.descriptor().write()) {
        Pipeline pipeline = chain.pipeline(step.descriptor().pipeline()).orElseThrow();
        sides.add(pipeline.side(step.descriptor().side()));
      }
    }
    return sides;
  }

  private List<TaggedWrite> writes(
      GovernanceChain chain, PipelineSide side, TransactionRecord transaction) {
    Subchain subchain = chain.subchain(side.subchain()).orElseThrow();
    String contract =
        chain.businessContract(side.businessContract()).orElseThrow().contractAddress();
    try (EvmClient client = EvmClient.connect(EvmEndpoint.of(node(subchain)))) {
      if (client.chainId() != subchain.chainId()) {
        throw CommandFailure.refused(
            "chain-mismatch",
            "node of %s: expected chain id %d, actual %d"
                .formatted(subchain.path(), subchain.chainId(), client.chainId()));
      }
      long last = client.latestHeader().number();
      long first = firstSince(client, last, transaction.openedAt() - CLOCK_TOLERANCE_SECONDS);
      return new SubchainWitness(subchain.path(), client, Set.of(contract))
          .writes(first, last).stream()
              .filter(write -> write.tag().transaction().equals(transaction.id()))
              .toList();
    }
  }

  private URI node(Subchain subchain) {
    URI own = nodes.get(subchain.path());
    if (own != null) {
      return own;
    }
    if (subchain.trustAnchors() instanceof TrustAnchors.NodeAgreement agreement) {
      return URI.create(agreement.rpcUrls().getFirst());
    }
    throw CommandFailure.usage(
        "%s: its rule names no nodes; expected --node %s=URL"
            .formatted(subchain.path(), subchain.path()));
  }

  /** Number of the first block that is not older, by bisection. */
  private static long firstSince(EvmClient client, long last, long time) {
    long low = 0;
    long high = last;
    while (low < high) {
      long middle = (low + high) >>> 1;
      long timestamp = client.header(middle).map(BlockHeader::timestamp).orElse(Long.MAX_VALUE);
      if (timestamp < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** What cannot both be true: the ledger and the blocks. */
  static List<String> contradictions(TransactionRecord transaction, Set<TaggedWrite> writes) {
    List<String> found = new ArrayList<>();
    for (StepRecord step : transaction.steps()) {
      if (step.descriptor().write()) {
        boolean done = step.outcome() == StepRecord.Outcome.SUCCEEDED;
        boolean undone = step.compensation() == StepRecord.Compensation.COMPENSATED;
        boolean known = step.outcome() != StepRecord.Outcome.PENDING;
        compare(found, step, StepAction.EXECUTE, known, done, writes);
        compare(found, step, StepAction.COMPENSATE, transaction.status().ended(), undone, writes);
      }
    }
    return found;
  }

  private static void compare(
      List<String> found,
      StepRecord step,
      StepAction action,
      boolean known,
      boolean expected,
      Set<TaggedWrite> writes) {
    long took =
        writes.stream()
            .filter(write -> write.tag().step() == step.index())
            .filter(write -> write.tag().action() == action && write.succeeded())
            .count();
    if ((known && took != (expected ? 1 : 0)) || took > 1) {
      found.add(
          "step %d %s: expected %d effective writes by the ledger, actual %d on the chain"
              .formatted(step.index(), action.wire(), expected ? 1 : 0, took));
    }
  }

  private static Map<String, Object> view(TaggedWrite write) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("step", write.tag().step());
    view.put("action", write.tag().action().wire());
    view.put("subchain", write.subchain());
    view.put("block", write.block());
    view.put("result", write.succeeded() ? "succeeded" : "failed");
    view.put("subchainTransaction", write.hash());
    return view;
  }
}
