package io.govchain.console.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import io.govchain.governance.Paths;
import io.govchain.governance.Side;
import io.govchain.governance.StepDescriptor;
import io.govchain.governance.TransactionRecord.Status;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever way a page is found, all pages together are what was asked for, once and in order. */
class LedgerPagesTest {
  private static final int COUNT = 5_000;
  private static final List<String> CODES = List.of("registry", "notary", "court");
  @TempDir static Path folder;
  private static ConsoleStore store;
  private static final List<Made> MADE = new ArrayList<>();

  /** A transaction as it was written; {@code pipeline} 1 to 3 leads from that institution on. */
  private record Made(
      long seq, String id, int initiator, Status status, long deadline, long duration) {
    boolean ended() {
      return duration >= 0;
    }
  }

  @BeforeAll
  static void fill() {
    store =
        ConsoleStore.open(
            folder.resolve("pages.db"),
            1,
            "0x" + "00".repeat(32),
            ConsoleStore.OtherChain.REFUSE,
            new SimpleMeterRegistry());
    Random random = new Random(7);
    for (int seq = 1; seq <= COUNT; seq++) {
      // Of one status there are many, of others few: each is found in another way.
      int roll = random.nextInt(100);
      Status status = roll < 70 ? Status.SETTLED : roll < 95 ? Status.OPEN : Status.ESCALATED;
      MADE.add(
          new Made(
              seq,
              Keccak.ofText("made " + seq),
              random.nextInt(10) < 8 ? 1 : 2,
              status,
              random.nextInt(1_000),
              status == Status.SETTLED ? random.nextInt(50) : -1));
    }
    store.database().writeAndWait(LedgerPagesTest::write);
  }

  @AfterAll
  static void close() {
    store.close();
  }

  private static Void write(Handle handle) {
    for (int i = 0; i < CODES.size(); i++) {
      handle.execute("INSERT INTO words (id, word) VALUES (?, ?)", i + 1, Paths.id(CODES.get(i)));
      handle.execute(
          "INSERT INTO records (kind, id, label, status, json, details)"
              + " VALUES ('institutions', ?, ?, 'ACTIVE', '{}', '{}')",
          Paths.id(CODES.get(i)),
          CODES.get(i));
      String source = Paths.id(CODES.get(i));
      String target = Paths.id(CODES.get((i + 1) % 3));
      handle.execute(
          "INSERT INTO pipeline_versions VALUES (?, ?, ?, ?, ?, ?, ?)",
          i + 1,
          Paths.id("path/" + i / 2),
          "path/" + i / 2,
          source,
          Paths.id(CODES.get(i) + "/chain"),
          target,
          Paths.id(CODES.get((i + 1) % 3) + "/chain"));
    }
    for (Made made : MADE) {
      handle.execute(
          "INSERT INTO blocks VALUES (?, ?, ?, 1, 1, NULL, '', 1, 1, ?)",
          made.seq(),
          "0x" + made.seq(),
          made.seq(),
          made.seq());
      handle.execute(
          "INSERT INTO transactions (seq, id, initiator, status, opened_at, deadline, steps,"
              + " ended_at, duration) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
          made.seq(),
          Hex.bytes(made.id()),
          made.initiator(),
          made.status().ordinal(),
          made.seq(),
          made.deadline(),
          PackedSteps.pack(List.of(new StepDescriptor(made.initiator(), true, Side.SOURCE))),
          made.ended() ? made.seq() + made.duration() : null,
          made.ended() ? made.duration() : null);
    }
    writeSpans(handle);
    handle.execute(
        "INSERT INTO counts SELECT 1, status, count(*) FROM transactions GROUP BY 2"
            + " UNION ALL SELECT 2, initiator, count(*) FROM transactions GROUP BY 2"
            + " UNION ALL SELECT 3, pipeline, sum(last - first + 1) FROM pipeline_spans GROUP BY 2");
    return null;
  }

  /** Those that follow one another through one pipeline have one row. */
  private static void writeSpans(Handle handle) {
    for (int i = 0; i < MADE.size(); ) {
      int first = i;
      while (i < MADE.size() && MADE.get(i).initiator() == MADE.get(first).initiator()) {
        i++;
      }
      handle.execute(
          "INSERT INTO pipeline_spans VALUES (?, ?, ?)",
          MADE.get(first).initiator(),
          MADE.get(first).seq(),
          MADE.get(i - 1).seq());
    }
  }

  @Test
  void shouldGiveEachOnceAndInOrder_whateverIsAskedFor() {
    Comparator<Made> opened = Comparator.comparingLong(Made::seq);
    Comparator<Made> deadline = Comparator.comparingLong(Made::deadline).thenComparing(opened);
    Comparator<Made> duration = Comparator.comparingLong(Made::duration).thenComparing(opened);
    for (boolean ascending : new boolean[] {true, false}) {
      check(Ledger.Filter.ALL, Ledger.Sort.OPENED_AT, ascending, made -> true, opened);
      check(Ledger.Filter.ALL, Ledger.Sort.DEADLINE, ascending, made -> true, deadline);
      check(Ledger.Filter.ALL, Ledger.Sort.DURATION, ascending, Made::ended, duration);
      for (Status status : List.of(Status.SETTLED, Status.OPEN, Status.ESCALATED)) {
        Predicate<Made> in = made -> made.status() == status;
        check(Ledger.Filter.in(status), Ledger.Sort.OPENED_AT, ascending, in, opened);
        check(Ledger.Filter.in(status), Ledger.Sort.DEADLINE, ascending, in, deadline);
        check(
            filter(Optional.of(status), "initiator", "notary"),
            Ledger.Sort.OPENED_AT,
            ascending,
            in.and(made -> made.initiator() == 2),
            opened);
        check(
            filter(Optional.of(status), "institution", "court"),
            Ledger.Sort.DEADLINE,
            ascending,
            in.and(made -> made.initiator() == 2),
            deadline);
      }
      for (String what : List.of("initiator", "institution", "subchain", "q")) {
        check(
            filter(Optional.empty(), what, what.equals("subchain") ? "court/chain" : "notary"),
            Ledger.Sort.OPENED_AT,
            ascending,
            made ->
                switch (what) {
                  // The notary is the target of the registry's pipeline, too.
                  case "institution" -> true;
                  default -> made.initiator() == 2;
                },
            opened);
      }
      check(
          filter(Optional.empty(), "q", "0x7"),
          Ledger.Sort.OPENED_AT,
          ascending,
          made -> made.id().startsWith("0x7"),
          opened);
      check(
          filter(Optional.empty(), "q", "0x7ab"),
          Ledger.Sort.DEADLINE,
          ascending,
          made -> made.id().startsWith("0x7ab"),
          deadline);
    }
  }

  @Test
  void shouldTakeOneVersionOrAll_whenAPipelineIsGivenByNumberPathOrId() {
    Map<String, Predicate<Made>> expected =
        Map.of(
            "2",
            made -> made.initiator() == 2,
            "path/0",
            made -> true,
            Paths.id("path/0"),
            made -> true,
            "path/1",
            made -> false,
            "9".repeat(30),
            made -> false);
    expected.forEach(
        (pipeline, made) ->
            check(
                filter(Optional.empty(), "pipeline", pipeline),
                Ledger.Sort.OPENED_AT,
                false,
                made,
                Comparator.comparingLong(Made::seq)));
  }

  @Test
  void shouldTakeThePeriod_whenTimesAreGiven() {
    Ledger.Filter all = Ledger.Filter.ALL;
    Ledger.Filter period =
        new Ledger.Filter(
            all.status(),
            all.initiator(),
            all.institution(),
            all.pipeline(),
            all.subchain(),
            OptionalLong.of(100),
            OptionalLong.of(299),
            all.q());
    check(
        period,
        Ledger.Sort.OPENED_AT,
        false,
        made -> made.seq() >= 100 && made.seq() <= 299,
        Comparator.comparingLong(Made::seq));
  }

  @Test
  void shouldRefuse_whenACursorIsOfAnotherListOrMadeUp() {
    String cursor =
        store
            .ledger()
            .page(Ledger.Filter.ALL, Ledger.Order.NEWEST, PageRequest.first(10))
            .cursor()
            .orElseThrow();
    Ledger.Order other = new Ledger.Order(Ledger.Sort.DEADLINE, true);

    for (String wrong : List.of(cursor, "made-up", "", "!!")) {
      assertThatThrownBy(
              () ->
                  store
                      .ledger()
                      .page(Ledger.Filter.ALL, other, new PageRequest(10, Optional.of(wrong))))
          .isInstanceOf(CursorException.class);
    }
  }

  private static void check(
      Ledger.Filter filter,
      Ledger.Sort sort,
      boolean ascending,
      Predicate<Made> expected,
      Comparator<Made> order) {
    List<String> found = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    OptionalLong total;
    do {
      Page<Ledger.Line> page =
          store
              .ledger()
              .page(filter, new Ledger.Order(sort, ascending), new PageRequest(199, cursor));
      page.items().forEach(line -> found.add(line.id()));
      cursor = page.cursor();
      total = page.total();
    } while (cursor.isPresent());
    Stream<Made> wanted =
        MADE.stream().filter(expected).sorted(ascending ? order : order.reversed());
    assertThat(found)
        .as("%s by %s, ascending %s", filter, sort, ascending)
        .isEqualTo(wanted.map(Made::id).toList());
    total.ifPresent(number -> assertThat(number).isEqualTo(found.size()));
  }

  private static Ledger.Filter filter(Optional<Status> status, String what, String value) {
    return new Ledger.Filter(
        status,
        only(what, "initiator", value),
        only(what, "institution", value),
        only(what, "pipeline", value),
        only(what, "subchain", value),
        OptionalLong.empty(),
        OptionalLong.empty(),
        only(what, "q", value));
  }

  private static Optional<String> only(String what, String name, String value) {
    return what.equals(name) ? Optional.of(value) : Optional.empty();
  }
}
