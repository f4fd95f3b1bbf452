package io.govchain.subchain.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.CallStatus;
import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.govchain.subchain.world.World;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of calls, on a real database. */
class CallsTest {
  private static final String MIGRATIONS = "classpath:io/govchain/subchain/migrations";
  private static final long DEADLINE = World.NOW + 600;

  @TempDir Path folder;
  private final World world = new World();

  private Database open() {
    return Database.open(
        folder.resolve("proxy.db"),
        MIGRATIONS,
        DatabaseSettings.standard(),
        new SimpleMeterRegistry());
  }

  private StoredCall call(String request) {
    ApplicationCall call = world.call().request(request).sign(world.applicationKey);
    return new StoredCall(
        call.transaction(),
        call.envelope().digest(),
        World.APPLICATION,
        request,
        call.envelope().json(),
        List.of("a", "b"),
        List.of(World.PIPELINE),
        World.NOW,
        DEADLINE,
        CallView.received());
  }

  private static List<String> overdue(Database database, long now, long after, int limit) {
    return database.read(handle -> Calls.overdue(handle, now, after, limit)).stream()
        .map(Calls.Overdue::transaction)
        .toList();
  }

  @Test
  void shouldTellOverdueCallsInTheOrderOfTheirComing_untilTheyHaveEnded() {
    List<StoredCall> calls = List.of(call("one"), call("two"), call("three"), call("four"));
    List<String> ids = calls.stream().map(StoredCall::transaction).toList();
    try (Database database = open()) {
      database.writeAndWait(
          handle -> {
            calls.forEach(each -> Calls.insert(handle, each));
            Calls.update(handle, ids.get(1), CallStatus.SETTLED, "", World.NOW);
            return Calls.update(handle, ids.get(2), CallStatus.ESCALATED, "", World.NOW);
          });

      assertThat(overdue(database, DEADLINE, 0, 9)).isEmpty();
      assertThat(overdue(database, DEADLINE + 1, 0, 9))
          .containsExactly(ids.get(0), ids.get(2), ids.get(3));
      assertThat(overdue(database, DEADLINE + 1, 0, 2)).containsExactly(ids.get(0), ids.get(2));
      assertThat(overdue(database, DEADLINE + 1, 3, 2)).containsExactly(ids.get(3));
      long unfinished = database.read(Calls::unfinished);
      assertThat(unfinished).isEqualTo(3);
    }
  }

  @Test
  void shouldLookAtSoManyCallsForAPage_whenHardlyAnyIsWhatIsSought() {
    StoredCall sought = call("sought");
    try (Database database = open()) {
      database.writeAndWait(
          handle -> {
            Calls.insert(handle, sought);
            Calls.update(handle, sought.transaction(), CallStatus.SETTLED, "", World.NOW);
            return handle.execute(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
                    + " INSERT INTO calls (transaction_id, envelope_digest, application, request,"
                    + " envelope, arguments, received_at, deadline, status, detail, steps,"
                    + " told_at, told_sequence, pipelines)"
                    + " SELECT 'other' || i, '', CASE i % 2 WHEN 0 THEN ? ELSE 'court/app' END,"
                    + " i, '', '[]', 1, 1, 'executing', '', '[]', 1, 0, '[]' FROM n",
                2 * CallPages.LOOKED_AT + 2, World.APPLICATION);
          });
      List<String> own = List.of(World.APPLICATION);
      List<String> both = List.of(World.APPLICATION, "court/app");

      assertThat(pages(database, filter(own, "settled", ""), sought)).isEqualTo(2);
      assertThat(pages(database, filter(both, "settled", ""), sought)).isEqualTo(3);
      assertThat(pages(database, filter(List.of(), "settled", ""), sought)).isEqualTo(3);
      assertThat(pages(database, filter(own, "", "sought"), sought)).as("by its name").isEqualTo(1);
      assertThat(pages(database, filter(List.of(), "", "sought"), sought)).isEqualTo(3);
    }
  }

  private static CallFilter filter(List<String> applications, String status, String request) {
    return new CallFilter(applications, status, "", request, 0, Long.MAX_VALUE);
  }

  /** How many pages it takes until a call is found, which no page before shows anything of. */
  private static int pages(Database database, CallFilter filter, StoredCall sought) {
    long before = Long.MAX_VALUE;
    for (int pages = 1; ; pages++) {
      long position = before;
      CallPages.Page page = database.read(handle -> CallPages.page(handle, filter, position, 20));
      if (!page.calls().isEmpty()) {
        assertThat(page.calls())
            .extracting(CallPages.Listed::transaction)
            .containsExactly(sought.transaction());
        assertThat(page.cursor()).as("nothing is older").isEmpty();
        return pages;
      }
      before = page.cursor().orElseThrow();
    }
  }

  @Test
  void shouldKnowWhatIsUnfinished_whenTheJournalIsOfAnEarlierVersion() {
    String url = "jdbc:sqlite:" + folder.resolve("proxy.db");
    Flyway.configure()
        .dataSource(url, "", "")
        .locations(MIGRATIONS)
        .table("schema_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .target("7")
        .load()
        .migrate();
    Jdbi.create(url)
        .useHandle(
            handle -> {
              for (String status : List.of("executing", "settled", "escalated")) {
                handle.execute(
                    "INSERT INTO calls (transaction_id, envelope_digest, application, request,"
                        + " envelope, arguments, received_at, deadline, status, detail, steps,"
                        + " told_at, told_sequence)"
                        + " VALUES (?, '', 'a', ?, '', '[]', 1, ?, ?, '', '[]', 1, 0)",
                    "0x" + status,
                    status,
                    DEADLINE,
                    status);
              }
            });
    try (Database database = open()) {
      assertThat(overdue(database, DEADLINE + 1, 0, 9))
          .containsExactly("0xexecuting", "0xescalated");
      long unfinished = database.read(Calls::unfinished);
      assertThat(unfinished).isEqualTo(2);
    }
  }
}
