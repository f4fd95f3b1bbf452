package io.govchain.benchmarks;

import io.govchain.crosschain.engine.Engine;
import io.govchain.crosschain.engine.Entry;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Plan;
import io.govchain.crosschain.engine.PlanStep;
import io.govchain.crosschain.engine.Policy;
import io.govchain.crosschain.engine.Reason;
import io.govchain.crosschain.engine.StepResult;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.engine.Verdict;
import io.govchain.crosschain.journal.Journal;
import io.govchain.crosschain.journal.StateCodec;
import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The life of calls of two writes, as the initiator's journal takes it in. All calls at once; each
 * one's inputs in order, each given once the one before is on disk.
 *
 * @param bytesPerWrite of the states that were stored
 */
record JournalWrites(double perSecond, int count, double perCommit, int bytesPerWrite) {
  private static final String SELF = "registry/crosschain-proxy";
  private static final String PEER = "court/crosschain-proxy";
  private static final StateCodec CODEC = new StateCodec();

  static JournalWrites measure(Path file, int transactions) {
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    try (Database database =
        Database.open(file, Journal.SCHEMA, DatabaseSettings.standard(), metrics)) {
      Journal journal = new Journal(database, new Engine(Policy.STANDARD));
      long began = System.nanoTime();
      List<CompletableFuture<List<TransactionState>>> lives = new ArrayList<>();
      for (int i = 0; i < transactions; i++) {
        lives.add(life(journal, BenchWorld.digest()));
      }
      List<TransactionState> stored = lives.stream().flatMap(each -> each.join().stream()).toList();
      double seconds = (System.nanoTime() - began) / 1e9;
      double perCommit = metrics.get("govchain.database.writes.per.commit").summary().mean();
      return new JournalWrites(
          stored.size() / seconds, stored.size(), perCommit, meanBytes(stored));
    }
  }

  private static int meanBytes(List<TransactionState> stored) {
    long bytes = 0;
    for (TransactionState state : stored) {
      bytes += CODEC.encode(state).getBytes(StandardCharsets.UTF_8).length;
    }
    return Math.toIntExact(bytes / stored.size());
  }

  private static CompletableFuture<List<TransactionState>> life(
      Journal journal, String transaction) {
    CompletableFuture<List<TransactionState>> states =
        CompletableFuture.completedFuture(new ArrayList<>());
    for (Input input : inputs(transaction)) {
      states =
          states.thenCompose(
              soFar ->
                  journal
                      .step(transaction, input)
                      .thenApply(
                          stepped -> {
                            soFar.add(stepped.after());
                            return soFar;
                          }));
    }
    return states;
  }

  private static List<Input> inputs(String transaction) {
    Plan plan =
        new Plan(
            transaction,
            SELF,
            SELF,
            2_000_000_000L,
            List.of(
                new PlanStep("registry/evidence", 1, true, SELF, PEER),
                new PlanStep("registry/evidence", 1, true, PEER, SELF)));
    StepResult own = StepResult.succeeded(BenchWorld.digest(), BenchWorld.digest());
    StepResult peers = StepResult.succeeded(BenchWorld.digest(), BenchWorld.digest());
    return List.of(
        new Input.CallForwarded(plan, 1_900_000_000L),
        new Input.RecordOpened(plan, false, 1_900_000_001L),
        new Input.StepExecuted(0, own),
        new Input.StepReportedOnChain(0, Entry.Succeeded, own.digest(), false),
        new Input.StepReportedOnChain(0, Entry.Accepted, own.digest(), false),
        new Input.OutcomeReceived(1, PEER, peers),
        new Input.EvidenceJudged(1, peers.digest(), Verdict.Accepted, Reason.NONE),
        new Input.StepReportedOnChain(1, Entry.Succeeded, peers.digest(), false));
  }
}
