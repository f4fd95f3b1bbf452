package io.govchain.console.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.console.index.IndexedBlock.Carrier;
import io.govchain.console.index.IndexedBlock.Happening;
import io.govchain.console.store.ConsoleJson;
import io.govchain.console.store.ConsoleStore;
import io.govchain.console.store.EventLog;
import io.govchain.console.store.HistoryEvent;
import io.govchain.console.store.Kind;
import io.govchain.console.store.Page;
import io.govchain.console.store.PageRequest;
import io.govchain.evm.encoding.Keccak;
import io.govchain.governance.Entry;
import io.govchain.governance.GovernanceEvent;
import io.govchain.governance.Paths;
import io.govchain.governance.Rejection;
import io.govchain.governance.Side;
import io.govchain.governance.StepDescriptor;
import io.govchain.governance.TransactionRecord.Status;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines are packed or have rows, and come in several writes: readers see one log. */
class LedgerLogTest {
  private static final int BLOCKS = 6;
  private static final int EACH = 30;
  private static final List<String> CODES = List.of("registry", "notary");
  private static final String DIGEST = "0x" + "d1".repeat(32);

  @TempDir Path folder;
  private final List<GovernanceEvent> told = new ArrayList<>();
  private ConsoleStore store;

  @BeforeEach
  void fill() throws Exception {
    store =
        ConsoleStore.open(
            folder.resolve("log.db"),
            1,
            "0x" + "00".repeat(32),
            ConsoleStore.OtherChain.REFUSE,
            new SimpleMeterRegistry());
    Projection projection = new Projection(store.database(), new GovernanceFunctions());
    for (int number = 0; number < BLOCKS; number++) {
      List<IndexedBlock> blocks = List.of(block(number));
      Consumer<Handle> rows = projection.tell(blocks, () -> {});
      store
          .database()
          .writeAndWait(
              handle -> {
                rows.accept(handle);
                return null;
              });
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** What was opened is answered one block later; each tenth is disputed, each ninth refused. */
  private IndexedBlock block(int number) throws Exception {
    List<Carrier> carriers = new ArrayList<>();
    List<Happening> happenings = new ArrayList<>();
    for (int i = 0; i < EACH; i++) {
      String code = CODES.get(i % CODES.size());
      List<StepDescriptor> steps = List.of(new StepDescriptor(1 + i % 3, true, Side.SOURCE));
      tell(
          happenings,
          new GovernanceEvent.TransactionOpened(id(number, i), Paths.id(code), 1_000 + i, steps));
      if (i == EACH / 2) {
        tell(happenings, new GovernanceEvent.CallsNotCounted(7, 8));
      }
    }
    carriers.add(new Carrier(Keccak.ofText("a" + number), address(1), happenings));
    happenings = new ArrayList<>();
    for (int i = 0; number > 0 && i < EACH; i++) {
      String id = id(number - 1, i);
      Entry entry = i % 10 == 0 ? Entry.DISPUTED : i % 3 == 0 ? Entry.ACCEPTED : Entry.SUCCEEDED;
      String digest = entry == Entry.ACCEPTED ? "" : DIGEST;
      tell(
          happenings,
          new GovernanceEvent.StepReported(
              id, Paths.id(CODES.get(i % CODES.size())), i % 4, entry, digest));
      if (i % 9 == 0) {
        tell(
            happenings,
            new GovernanceEvent.EntryRejected(
                id, address(2), 0, Entry.FAILED, Rejection.values()[1]));
      }
      if (i % 2 == 0) {
        tell(happenings, new GovernanceEvent.TransactionStatusChanged(id, Status.SETTLED));
      }
    }
    if (!happenings.isEmpty()) {
      carriers.add(new Carrier(Keccak.ofText("b" + number), address(2), happenings));
    }
    return new IndexedBlock(
        EveryEventTest.header(number, Keccak.ofText("block" + number)), 2, List.of(), carriers);
  }

  private void tell(List<Happening> happenings, GovernanceEvent event) throws Exception {
    boolean line = event instanceof GovernanceEvent.OfLedger;
    told.add(event);
    happenings.add(
        new Happening(
            event,
            line ? Optional.of(Paths.id("notary")) : Optional.empty(),
            line ? Optional.empty() : Optional.of(ConsoleJson.mapper().writeValueAsString(event)),
            line ? EventSubjects.NONE : EventSubjects.of(event)));
  }

  private static String id(int block, int index) {
    return Keccak.ofText("transaction " + block + " " + index);
  }

  private static String address(int number) {
    return "0x" + ("0" + number).repeat(20);
  }

  @Test
  void shouldTellEveryEventOnceAndInOrder_whereverPagesEnd() throws Exception {
    for (int limit : List.of(1, 7, 64, 200)) {
      check(EventLog.Filter.ALL, limit, event -> true);
    }
    for (String type :
        List.of(
            "TransactionOpened",
            "StepReported",
            "TransactionStatusChanged",
            "EntryRejected",
            "CallsNotCounted")) {
      check(
          filter(Optional.empty(), Optional.of(type), Optional.empty()),
          11,
          event -> event.getClass().getSimpleName().equals(type));
    }
    check(
        filter(Optional.empty(), Optional.of("StepReported"), Optional.of("notary")),
        7,
        event ->
            event instanceof GovernanceEvent.StepReported report
                && report.institution().equals(Paths.id("notary")));
    for (int i = 0; i < EACH; i++) {
      String id = id(1, i);
      check(
          filter(Optional.of(id), Optional.empty(), Optional.empty()),
          2,
          event -> event instanceof GovernanceEvent.OfLedger line && line.transaction().equals(id));
    }
  }

  @Test
  void shouldLeaveWhatWasBefore_whenBlocksAreTakenBack() throws Exception {
    store
        .database()
        .writeAndWait(
            handle -> {
              Rollback.to(handle, 2);
              return null;
            });

    told.subList(3 * (EACH + 1) + 2 * reports(), told.size()).clear();
    check(EventLog.Filter.ALL, 7, event -> true);
    var unanswered = store.ledger().transaction(id(2, 0)).orElseThrow();
    assertThat(unanswered.line().status()).isEqualTo(Status.OPEN);
    assertThat(unanswered.line().endedAt()).isEmpty();
    assertThat(unanswered.timeline()).hasSize(1);
    var answered = store.ledger().transaction(id(1, 0)).orElseThrow();
    assertThat(answered.line().status()).isEqualTo(Status.SETTLED);
    assertThat(answered.line().rejections()).isEqualTo(1);
    assertThat(answered.timeline()).hasSize(4);
  }

  private int reports() {
    return (int)
        told.stream()
            .filter(
                event ->
                    event instanceof GovernanceEvent.OfLedger line
                        && !(event instanceof GovernanceEvent.TransactionOpened)
                        && java.util.stream.IntStream.range(0, EACH)
                            .anyMatch(i -> id(0, i).equals(line.transaction())))
            .count();
  }

  private void check(EventLog.Filter filter, int limit, Predicate<GovernanceEvent> wanted)
      throws Exception {
    List<HistoryEvent> found = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<HistoryEvent> page = store.events().page(filter, new PageRequest(limit, cursor));
      found.addAll(page.items());
      cursor = page.cursor();
    } while (cursor.isPresent());
    assertThat(found).isSortedAccordingTo(Comparator.comparing(HistoryEvent::number).reversed());
    List<String> expected = new ArrayList<>();
    for (GovernanceEvent event : told.stream().filter(wanted).toList()) {
      expected.add(ConsoleJson.mapper().writeValueAsString(event));
    }
    assertThat(expected).isNotEmpty();
    assertThat(found.reversed().stream().map(event -> event.data().toString()).toList())
        .as("%s by pages of %s", filter, limit)
        .isEqualTo(expected);
  }

  private static EventLog.Filter filter(
      Optional<String> id, Optional<String> type, Optional<String> institution) {
    return new EventLog.Filter(
        id.map(given -> Kind.TRANSACTIONS),
        id,
        type,
        institution,
        OptionalLong.empty(),
        OptionalLong.empty());
  }
}
