package io.govchain.simulation.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.crosschain.engine.ChainStatus;
import io.govchain.crosschain.engine.CompensationResult;
import io.govchain.crosschain.engine.Entry;
import io.govchain.crosschain.engine.Outcome;
import io.govchain.crosschain.engine.Rejection;
import io.govchain.crosschain.engine.Verdict;
import io.govchain.governance.StepRecord;
import io.govchain.governance.TransactionRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model of the record against the real contract: the same batches, the same answers. */
class LedgerConformityTest {
  private static final long SEED = 4;
  private static final int BATCHES = 260;

  /**
   * Limits count by the chain's clock, so that no two runs are alike: one may need more, with other
   * transactions, since those that ended bring nothing new.
   */
  private static final int MOST_BATCHES = 4 * BATCHES;

  private static final int TRANSACTIONS = 40;
  private static final String DIGEST = "0x" + "d".repeat(64);
  private static final String OTHER_DIGEST = "0x" + "e".repeat(64);
  private static final List<String> INSTITUTIONS =
      List.of(RealLedger.REGISTRY, RealLedger.COURT, RealLedger.NOTARY);

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Ledger model = new Ledger();
  private final Set<Rejection> rejections = EnumSet.noneOf(Rejection.class);
  private final Set<ChainStatus> entered = EnumSet.noneOf(ChainStatus.class);
  private final Set<String> restricted = new HashSet<>();
  private final Set<String> suspended = new HashSet<>();
  private final Set<String> denied = new HashSet<>();
  private int lateSuccesses;
  private int transactions;

  @Test
  void shouldAnswerAsTheContractDoes_whateverIsRecorded(@TempDir Path home) {
    try (RealLedger contract = RealLedger.start(home)) {
      long time = contract.time();
      for (int number = 0; number < BATCHES || number < MOST_BATCHES && !isVaried(); number++) {
        transactions = TRANSACTIONS * (1 + number / BATCHES);
        time += 2 + random.nextInt(random.nextInt(5) == 0 ? 40 : 4);
        if (random.nextInt(4) == 0) {
          govern(contract, time);
          time += 2;
        }
        Batch batch = batch(number, time, contract.pipelines());
        List<LedgerEvent> told = contract.record(batch, time);
        model.submit(batch);
        assertThat(ordered(told))
            .as("seed %d, %s", SEED, batch)
            .isEqualTo(ordered(model.mine(time).events()));
        told.forEach(this::remember);
      }
      resolveTheRest(contract, time);
      for (int number = 0; number < transactions; number++) {
        compare(contract, id(number));
      }
    }
    assertThat(entered)
        .contains(
            ChainStatus.Compensating,
            ChainStatus.Settled,
            ChainStatus.Compensated,
            ChainStatus.Escalated,
            ChainStatus.Resolved);
    assertThat(EnumSet.complementOf(EnumSet.copyOf(rejections)))
        .as("reasons that never came up")
        .containsExactly(Rejection.None);
    assertThat(lateSuccesses).isPositive();
  }

  private boolean isVaried() {
    return lateSuccesses > 0 && EnumSet.complementOf(EnumSet.of(Rejection.None)).equals(rejections);
  }

  private void govern(RealLedger contract, long time) {
    Pipeline pipeline = model.present(pick(contract.pipelines()));
    String institution = pick(INSTITUTIONS);
    switch (random.nextInt(4)) {
      case 0 -> {
        boolean restrict = !restricted.remove(institution);
        if (restrict) {
          restricted.add(institution);
        }
        contract.restrict(institution, restrict, time);
        model.restrict(institution, restrict);
      }
      case 1 -> {
        boolean suspend = !suspended.remove(pipeline.path());
        if (suspend) {
          suspended.add(pipeline.path());
        }
        contract.use(pipeline, !suspend, time);
        model.use(pipeline, !suspend);
      }
      default -> {
        Limit limit = new Limit(random.nextInt(4), 20 + random.nextInt(60));
        contract.amend(pipeline, model.amend(pipeline, limit, time), limit, time);
      }
    }
  }

  private void resolveTheRest(RealLedger contract, long from) {
    for (int number = 0; number < transactions; number++) {
      long time = from + 1 + number;
      List<LedgerEvent> told = contract.orderResolution(id(number), time);
      model.orderResolution(id(number));
      assertThat(told).as("order to resolve %s", id(number)).isEqualTo(model.mine(time).events());
    }
  }

  /** A batch says the same of several transactions at once: only the order within each counts. */
  private static Map<String, List<LedgerEvent>> ordered(List<LedgerEvent> events) {
    return events.stream().collect(Collectors.groupingBy(LedgerEvent::transaction));
  }

  private void remember(LedgerEvent event) {
    switch (event) {
      case LedgerEvent.Rejected rejected -> rejections.add(rejected.reason());
      case LedgerEvent.StatusChanged changed -> entered.add(changed.status());
      case LedgerEvent.Opened opened -> {}
      case LedgerEvent.Reported reported -> {
        String step = reported.transaction() + " " + reported.step();
        switch (reported.entry()) {
          case Failed, NotExecuted -> denied.add(step);
          case Succeeded -> lateSuccesses += denied.contains(step) ? 1 : 0;
          case Accepted, Disputed, Compensated, CompensationFailed -> {}
          case Aborted, Escalated, Resolved, Opened -> {}
        }
      }
    }
  }

  private void compare(RealLedger contract, String id) {
    LedgerRecord expected = model.find(id).orElse(null);
    TransactionRecord actual = contract.find(id).orElse(null);
    if (expected == null) {
      assertThat(actual).isNull();
      return;
    }
    assertThat(actual.status().ordinal()).isEqualTo(expected.status().ordinal());
    assertThat(actual.deadline()).isEqualTo(expected.deadline());
    for (StepRecord step : actual.steps()) {
      LedgerRecord.Step same = expected.step(step.index());
      assertThat(step.outcome().ordinal()).isEqualTo(same.outcome().ordinal());
      assertThat(step.verdict().ordinal()).isEqualTo(same.verdict().ordinal());
      assertThat(step.compensation().ordinal()).isEqualTo(same.compensation().ordinal());
    }
  }

  private Batch batch(int number, long time, List<Pipeline> pipelines) {
    String by = pick(INSTITUTIONS);
    List<Submission> entries = new ArrayList<>();
    int steps = random.nextInt(8) == 0 ? 8 : 1 + random.nextInt(4);
    for (int i = random.nextInt(4); i > 0; i--) {
      entries.add(opening(by, time, steps, pipelines));
    }
    for (int i = random.nextInt(25); i > 0; i--) {
      entries.add(report(by));
    }
    return new Batch("batch " + number, by, entries);
  }

  private Submission opening(String by, long time, int count, List<Pipeline> pipelines) {
    List<Pipeline> present =
        random.nextInt(8) == 0 ? pipelines : pipelines.stream().map(model::present).toList();
    List<Pipeline> own = present.stream().filter(each -> each.source().equals(by)).toList();
    List<Pipeline> chosen = own.isEmpty() || random.nextInt(6) == 0 ? present : own;
    List<Descriptor> steps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      steps.add(new Descriptor(pick(chosen), random.nextInt(3) > 0, random.nextBoolean()));
    }
    long deadline =
        switch (random.nextInt(8)) {
          case 0 -> time - random.nextInt(2);
          case 1 -> time + Ledger.LONGEST_LIFE + random.nextInt(2);
          default -> time + 1 + random.nextInt(120);
        };
    return new Submission.Opening(id(random.nextInt(transactions)), deadline, steps);
  }

  private Submission report(String by) {
    String id = id(random.nextInt(transactions + 1));
    LedgerRecord record = model.find(id).orElse(null);
    if (record == null || random.nextInt(6) == 0) {
      return somehow(id);
    }
    int index = random.nextInt(record.steps().size());
    LedgerRecord.Step step = record.step(index);
    boolean own = step.descriptor().responsible().equals(by);
    if (record.status() == ChainStatus.Open) {
      if (own && step.outcome() == Outcome.Pending) {
        return report(id, index, random.nextInt(20) > 0 ? Entry.Succeeded : Entry.Failed);
      }
      if (!own && step.outcome() == Outcome.Succeeded && step.verdict() == Verdict.None) {
        return report(id, index, random.nextInt(20) > 0 ? Entry.Accepted : Entry.Disputed);
      }
      return somehow(id);
    }
    if (own && step.outcome() == Outcome.Pending) {
      return report(id, index, random.nextBoolean() ? Entry.Succeeded : Entry.NotExecuted);
    }
    boolean denied = step.outcome() == Outcome.Failed || step.outcome() == Outcome.NotExecuted;
    if (own && denied && random.nextInt(3) == 0) {
      return report(id, index, Entry.Succeeded);
    }
    if (own && step.compensation() != CompensationResult.Compensated) {
      return report(
          id, index, random.nextInt(4) > 0 ? Entry.Compensated : Entry.CompensationFailed);
    }
    return report(id, Entry.WHOLE, pick(List.of(Entry.Escalated, Entry.Resolved)));
  }

  private Submission somehow(String id) {
    Entry entry = Entry.values()[random.nextInt(Entry.Opened.ordinal())];
    boolean whole = entry.ordinal() >= Entry.Aborted.ordinal();
    return report(id, whole ? Entry.WHOLE : random.nextInt(6), entry);
  }

  private Submission report(String id, int step, Entry entry) {
    boolean other = entry == Entry.Resolved && random.nextInt(4) == 0;
    return new Submission.Report(id, step, entry, other ? OTHER_DIGEST : DIGEST);
  }

  private static String id(int number) {
    return "0x%064x".formatted(number + 1);
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
