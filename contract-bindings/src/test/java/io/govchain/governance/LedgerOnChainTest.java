package io.govchain.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.evm.Receipt;
import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.send.Call;
import io.govchain.evm.signing.SigningKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The transaction ledger on a real chain. */
final class LedgerOnChainTest {

  private static final SigningKey SOURCE = TestConsortium.key("registry", Account.Role.CROSS_CHAIN);
  private static final SigningKey TARGET = TestConsortium.key("notary", Account.Role.CROSS_CHAIN);
  private static final List<StepDescriptor> PLAN =
      List.of(new StepDescriptor(1, true, Side.SOURCE), new StepDescriptor(1, true, Side.TARGET));
  private static final String DIGEST = TestConsortium.DIGEST;

  private static TestConsortium consortium;
  private static GovernanceChain chain;

  @BeforeAll
  static void start(@TempDir Path directory) {
    consortium = TestConsortium.start(directory);
    chain = consortium.chain();
    new RegistryFixture(consortium).register(chain.blockTime() + 1_000_000);
  }

  @AfterAll
  static void stop() {
    consortium.close();
  }

  @Test
  void shouldSettle_whenBothStepsSucceedAndAreAccepted() {
    String id = Keccak.ofText("settles");
    open(id);
    record(SOURCE, new Report(id, 0, Entry.SUCCEEDED, DIGEST));
    record(
        TARGET,
        new Report(id, 0, Entry.ACCEPTED, DIGEST),
        new Report(id, 1, Entry.SUCCEEDED, DIGEST));
    Receipt last = record(SOURCE, new Report(id, 1, Entry.ACCEPTED, DIGEST));

    assertThat(consortium.events(last))
        .filteredOn(GovernanceEvent.OfLedger.class::isInstance)
        .containsExactly(
            new GovernanceEvent.StepReported(id, Paths.id("registry"), 1, Entry.ACCEPTED, ""),
            new GovernanceEvent.TransactionStatusChanged(id, TransactionRecord.Status.SETTLED));
    TransactionRecord transaction = chain.transaction(id).orElseThrow();
    assertThat(transaction.status()).isEqualTo(TransactionRecord.Status.SETTLED);
    assertThat(transaction.status().ended()).isTrue();
    assertThat(transaction.steps()).extracting(StepRecord::descriptor).isEqualTo(PLAN);
    assertThat(transaction.steps())
        .allSatisfy(
            step -> {
              assertThat(step.outcome()).isEqualTo(StepRecord.Outcome.SUCCEEDED);
              assertThat(step.verdict()).isEqualTo(StepRecord.Verdict.ACCEPTED);
            });
  }

  @Test
  void shouldHarmOnlyItself_whenAnEntryOfABatchIsBad() {
    String good = Keccak.ofText("good");
    String late = Keccak.ofText("late");
    String unknown = Keccak.ofText("unknown");

    Receipt receipt =
        consortium.send(
            SOURCE,
            GovernanceCalls.record(
                List.of(
                    new Opening(late, chain.blockTime() - 10, PLAN),
                    new Opening(good, chain.blockTime() + 600, PLAN)),
                List.of(
                    new Report(unknown, 0, Entry.SUCCEEDED, DIGEST),
                    new Report(good, 1, Entry.SUCCEEDED, DIGEST),
                    new Report(good, 0, Entry.SUCCEEDED, DIGEST),
                    Report.whole(good, Entry.ESCALATED, DIGEST))));

    String by = SOURCE.address();
    assertThat(consortium.events(receipt))
        .containsExactly(
            new GovernanceEvent.EntryRejected(
                late, by, 255, Entry.OPENED, Rejection.DEADLINE_OUT_OF_RANGE),
            new GovernanceEvent.TransactionOpened(
                good, Paths.id("registry"), chain.transaction(good).orElseThrow().deadline(), PLAN),
            new GovernanceEvent.EntryRejected(
                unknown, by, 0, Entry.SUCCEEDED, Rejection.UNKNOWN_TRANSACTION),
            new GovernanceEvent.EntryRejected(
                good, by, 1, Entry.SUCCEEDED, Rejection.NOT_RESPONSIBLE),
            new GovernanceEvent.StepReported(
                good, Paths.id("registry"), 0, Entry.SUCCEEDED, DIGEST),
            new GovernanceEvent.EntryRejected(
                good, by, 255, Entry.ESCALATED, Rejection.WRONG_STATUS));
    assertThat(chain.transaction(late)).isEmpty();
    assertThat(chain.transaction(good).orElseThrow().status())
        .isEqualTo(TransactionRecord.Status.OPEN);
  }

  @Test
  void shouldCompensate_whenTheSecondStepFails() {
    String id = Keccak.ofText("compensates");
    open(id);
    record(SOURCE, new Report(id, 0, Entry.SUCCEEDED, DIGEST));
    record(TARGET, new Report(id, 1, Entry.FAILED, DIGEST));
    assertThat(chain.transaction(id).orElseThrow().status())
        .isEqualTo(TransactionRecord.Status.COMPENSATING);

    record(SOURCE, new Report(id, 0, Entry.COMPENSATED, DIGEST));

    TransactionRecord transaction = chain.transaction(id).orElseThrow();
    assertThat(transaction.status()).isEqualTo(TransactionRecord.Status.COMPENSATED);
    assertThat(transaction.steps()).allMatch(StepRecord::signedOff);
    List<LedgerLine> history = chain.history(id);
    assertThat(history)
        .extracting(LedgerLine::event)
        .containsExactly(
            new GovernanceEvent.TransactionOpened(
                id, Paths.id("registry"), transaction.deadline(), PLAN),
            new GovernanceEvent.StepReported(id, Paths.id("registry"), 0, Entry.SUCCEEDED, DIGEST),
            new GovernanceEvent.StepReported(id, Paths.id("notary"), 1, Entry.FAILED, DIGEST),
            new GovernanceEvent.TransactionStatusChanged(id, TransactionRecord.Status.COMPENSATING),
            new GovernanceEvent.StepReported(
                id, Paths.id("registry"), 0, Entry.COMPENSATED, DIGEST),
            new GovernanceEvent.TransactionStatusChanged(id, TransactionRecord.Status.COMPENSATED));
    assertThat(history.get(0).transactionHash()).matches("0x[0-9a-f]{64}");
    for (long window = 1; window <= 8; window++) {
      assertThat(new LedgerSearch(consortium.client(), window).history(transaction))
          .isEqualTo(history);
    }
  }

  @Test
  void shouldListTheNewestFirst_whenTransactionsWereOpened() {
    String older = Keccak.ofText("older");
    String newer = Keccak.ofText("newer");
    open(older);
    consortium.mine();
    open(newer);

    assertThat(chain.newestTransactions(2))
        .extracting(line -> line.event().transaction())
        .containsExactly(newer, older);
    assertThat(new LedgerSearch(consortium.client(), 1).newest(2))
        .isEqualTo(chain.newestTransactions(2));
    assertThat(chain.history(Keccak.ofText("never opened"))).isEmpty();
  }

  @Test
  void shouldRefuseTheWholeBatch_whenTheReporterHasNoRole() {
    assertThat(
            consortium.refusal(
                TestConsortium.key("registry", Account.Role.OPERATOR),
                GovernanceCalls.record(List.of(), List.of())))
        .startsWith("AccessManagedUnauthorized(");
  }

  @Test
  void shouldStayWithinTheGasLimit_whenBatchesAreLargest() {
    List<StepDescriptor> longest =
        Collections.nCopies(Steps.MAX, new StepDescriptor(1, true, Side.SOURCE));
    List<Opening> openings =
        IntStream.range(0, 128)
            .mapToObj(
                i -> new Opening(Keccak.ofText("large " + i), chain.blockTime() + 600, longest))
            .toList();
    List<Report> reports = new ArrayList<>();
    openings.forEach(
        opening -> reports.add(new Report(opening.transaction(), 0, Entry.FAILED, DIGEST)));

    Receipt opened = consortium.send(SOURCE, GovernanceCalls.record(openings, List.of()));
    Receipt reported = consortium.send(SOURCE, GovernanceCalls.record(List.of(), reports));
    Receipt single =
        consortium.send(SOURCE, GovernanceCalls.record(List.of(), reports.subList(0, 1)));

    assertThat(consortium.events(opened)).hasSize(128);
    assertThat(opened.logs()).hasSize(1);
    assertThat(opened.gasUsed()).isLessThan(GasLimits.record(openings, List.of()) * 8 / 10);
    assertThat(reported.gasUsed()).isLessThan(GasLimits.record(List.of(), reports) * 8 / 10);
    assertThat(single.gasUsed())
        .isLessThan(GasLimits.record(List.of(), reports.subList(0, 1)) * 8 / 10);
    assertThat(GasLimits.record(openings, reports)).isLessThan(30_000_000);
  }

  @Test
  void shouldTakeABatchOfExactlyTheMost_whenTheLedgerIsAskedForMore() {
    List<Report> reports =
        IntStream.range(0, GovernanceCalls.MOST_ENTRIES)
            .mapToObj(i -> new Report(Keccak.ofText("many " + i), 0, Entry.SUCCEEDED, DIGEST))
            .toList();
    List<Report> more = new ArrayList<>(reports);
    more.add(new Report(Keccak.ofText("one more"), 0, Entry.SUCCEEDED, DIGEST));

    Receipt taken = consortium.send(SOURCE, GovernanceCalls.record(List.of(), reports));

    assertThat(consortium.events(taken)).hasSize(GovernanceCalls.MOST_ENTRIES);
    Call tooMany =
        new Call(
            Wrappers.TRANSACTIONS.getContractAddress(),
            Wrappers.TRANSACTIONS
                .record(PackedEntries.encode(List.of(), more))
                .encodeFunctionCall(),
            GasLimits.record(List.of(), more));
    assertThat(consortium.refusal(SOURCE, tooMany)).startsWith("TooManyEntries(");
    assertThatThrownBy(() -> GovernanceCalls.record(List.of(), more))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 256");
  }

  /** Whoever may record chooses the bytes; what nobody else can read stops everybody else. */
  @Test
  void shouldReadEveryBatch_thatTheContractTakesIn() {
    ArbitraryBatches batches = new ArbitraryBatches(new Random(20_261_123), chain.blockTime());
    Set<Rejection> refused = EnumSet.noneOf(Rejection.class);
    Set<String> opened = new HashSet<>();
    for (int i = 0; i < 150; i++) {
      Receipt receipt = consortium.send(i % 3 == 0 ? TARGET : SOURCE, arbitrary(batches.next()));
      for (GovernanceEvent event : consortium.events(receipt)) {
        if (event instanceof GovernanceEvent.EntryRejected rejected) {
          refused.add(rejected.reason());
        } else if (event instanceof GovernanceEvent.TransactionOpened opening) {
          opened.add(opening.transaction());
        }
      }
    }

    assertThat(opened).isNotEmpty().allMatch(id -> chain.transaction(id).isPresent());
    assertThat(refused)
        .contains(
            Rejection.PIPELINE_UNUSABLE,
            Rejection.DEADLINE_OUT_OF_RANGE,
            Rejection.ALREADY_OPEN,
            Rejection.NOT_THE_INITIATOR,
            Rejection.UNKNOWN_TRANSACTION,
            Rejection.NO_SUCH_STEP,
            Rejection.NOT_RESPONSIBLE,
            Rejection.WRONG_STATUS);
  }

  private static Call arbitrary(byte[] entries) {
    return new Call(
        Wrappers.TRANSACTIONS.getContractAddress(),
        Wrappers.TRANSACTIONS.record(entries).encodeFunctionCall(),
        10_000_000);
  }

  private static void open(String id) {
    consortium.send(
        SOURCE,
        GovernanceCalls.record(List.of(new Opening(id, chain.blockTime() + 600, PLAN)), List.of()));
  }

  private static Receipt record(SigningKey key, Report... reports) {
    Receipt receipt = consortium.send(key, GovernanceCalls.record(List.of(), List.of(reports)));
    assertThat(consortium.events(receipt))
        .noneMatch(GovernanceEvent.EntryRejected.class::isInstance);
    return receipt;
  }
}
