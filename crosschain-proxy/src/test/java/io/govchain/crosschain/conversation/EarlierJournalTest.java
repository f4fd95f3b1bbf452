package io.govchain.crosschain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.SignedCall;
import io.govchain.amdp.StepSide;
import io.govchain.crosschain.engine.ApplicationStatus;
import io.govchain.crosschain.engine.Effect;
import io.govchain.crosschain.engine.Engine;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Policy;
import io.govchain.crosschain.engine.Reason;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.engine.TransactionView;
import io.govchain.crosschain.fixture.Consortium;
import io.govchain.crosschain.journal.Journal;
import io.govchain.crosschain.journal.PendingMessage;
import io.govchain.crosschain.journal.StateCodec;
import io.govchain.crosschain.journal.Stepped;
import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journals of earlier versions. */
class EarlierJournalTest {
  private static final String HASH = "0x" + "ab".repeat(32);

  @TempDir private Path folder;

  @Test
  void shouldKnowWhichRequestsWereTaken_whenTheJournalIsOfAnEarlierVersion() {
    ApplicationCall taken = call("one", "0x01");
    ApplicationCall again = call("one", "0x02");
    ApplicationCall other = call("two", "0x01");
    earlierJournal("3")
        .useHandle(
            handle ->
                handle.execute(
                    "INSERT INTO calls (transaction_id, envelope) VALUES (?, ?)",
                    taken.transaction(),
                    taken.envelope().json()));

    try (Database database = open()) {
      assertThat(otherOfRequest(database, again)).contains(taken.transaction());
      assertThat(otherOfRequest(database, taken)).isEmpty();
      assertThat(otherOfRequest(database, other)).isEmpty();
    }
  }

  private static Optional<String> otherOfRequest(Database database, ApplicationCall of) {
    return database.read(
        handle -> Conversations.otherOfRequest(handle, SignedCall.of(of.envelope())));
  }

  @Test
  void shouldKnowItsOwnMessagesAndNews_whenTheJournalIsOfAnEarlierVersion() {
    earlierJournal("5")
        .useHandle(
            handle -> {
              handle.execute(
                  "INSERT INTO sent_messages (transaction_id, receiver, sequence, message_id, type,"
                      + " step, attempt, digest) VALUES ('0x1', 'a/b', 4, 'id', 'execute', 1, 0, ?)",
                  HASH);
              handle.execute(
                  "INSERT INTO pending_messages (transaction_id, effect) VALUES ('0x1', ?)",
                  "{\"message\":\"notification\",\"view\":{\"status\":\"Opening\","
                      + "\"detail\":{\"code\":\"\",\"text\":\"\"},\"steps\":[]}}");
            });

    try (Database database = open()) {
      Conversations.Sent order = new Conversations.Sent("execute", 1, 0);
      Journal journal = new Journal(database, new Engine(Policy.STANDARD));
      database.read(
          handle -> {
            assertThat(Conversations.sent(handle, "0x1", "a/b", HASH)).contains(order);
            assertThat(Conversations.sentAs(handle, "0x1", "id")).contains(order);
            assertThat(Conversations.sentAs(handle, "0x2", "id")).isEmpty();
            assertThat(Conversations.next(handle, "0x1", "a/b"))
                .isEqualTo(new Conversations.Place(5, Optional.of(HASH)));
            assertThat(journal.pendingMessages().of(handle, "0x1"))
                .extracting(PendingMessage::effect)
                .containsExactly(
                    new Effect.NotifyApplication(
                        new TransactionView(ApplicationStatus.Opening, Reason.NONE, List.of())));
            return true;
          });
    }
  }

  @Test
  void shouldGoOnWithTransactions_whenTheJournalIsOfAnEarlierVersion() throws IOException {
    String text = stored("escalated.v2.json");
    earlierJournal("6")
        .useHandle(
            handle ->
                handle.execute(
                    "INSERT INTO transactions (id, status, initiated_here, finished, wake_at,"
                        + " state) VALUES ('0xt', 'escalated', 1, 0, NULL, ?)",
                    text));

    try (Database database = open()) {
      Journal journal = new Journal(database, new Engine(Policy.STANDARD));
      TransactionState before = journal.transactions().find("0xt").orElseThrow();
      assertThat(before.status()).isEqualTo(ApplicationStatus.Escalated);

      Stepped stepped = journal.step("0xt", new Input.BlockTimeAdvanced(16)).join();

      assertThat(stepped.before()).isEqualTo(before);
      assertThat(journal.transactions().find("0xt")).contains(stepped.after());
      String written =
          database.read(
              handle -> handle.select("SELECT state FROM transactions").mapTo(String.class).one());
      assertThat(written)
          .isEqualTo(new StateCodec().encode(stepped.after()))
          .hasSizeLessThan(text.length() / 2);
    }
  }

  @Test
  void shouldForgetWhatWasNeverOpened_whenTheJournalIsOfAnEarlierVersion() {
    earlierJournal("7")
        .useHandle(
            handle -> {
              for (String kept :
                  List.of("0xpeer rejected 0", "0xown rejected 1", "0xopen opening 0")) {
                String[] row = kept.split(" ");
                handle.execute(
                    "INSERT INTO transactions (id, status, initiated_here, finished, state)"
                        + " VALUES (?, ?, ?, 0, '')",
                    row[0],
                    row[1],
                    Integer.parseInt(row[2]));
              }
              for (String of : List.of("0xpeer", "0xopen", "0xrefused")) {
                handle.execute(
                    "INSERT INTO received_requests (transaction_id, sender, type, step, digest,"
                        + " pipeline) VALUES (?, 'a/b', 'step-request', 1, 'd', 'a/p')",
                    of);
              }
            });

    try (Database database = open()) {
      assertThat(column(database, "SELECT id FROM transactions"))
          .containsExactlyInAnyOrder("0xown", "0xopen");
      assertThat(column(database, "SELECT transaction_id FROM received_requests"))
          .containsExactly("0xopen");
    }
  }

  @Test
  void shouldKnowWhoseTurnItIs_whenTheJournalIsOfAnEarlierVersion() throws IOException {
    String own = stored("escalated.v2.json");
    String others = own.replace("\"initiator\":\"a\"", "\"initiator\":\"carol/proxy\"");
    earlierJournal("11")
        .useHandle(
            handle -> {
              queued(handle, "0xown", own, true);
              queued(handle, "0xasked", others, false);
              queued(handle, "0xunasked", others, false);
              queued(handle, "0xunreadable", "{", false);
              handle.execute("INSERT INTO calls (transaction_id, envelope) VALUES ('0xasked', '')");
            });

    try (Database database = open()) {
      assertThat(
              column(
                  database,
                  "SELECT transaction_id || ' ' || standing || ' ' || initiator FROM record_queue"
                      + " ORDER BY number"))
          .containsExactly("0xown 0 a", "0xasked 0 carol", "0xunasked 1 carol", "0xunreadable 1 ?");
    }
  }

  private static void queued(Handle handle, String transaction, String state, boolean own) {
    handle.execute(
        "INSERT INTO transactions (id, status, initiated_here, finished, state)"
            + " VALUES (?, 'executing', ?, 0, ?)",
        transaction,
        own,
        state);
    handle.execute(
        "INSERT INTO record_queue (transaction_id, step, entry, digest) VALUES (?, 0, 'Aborted', '')",
        transaction);
  }

  private static List<String> column(Database database, String sql) {
    return database.read(handle -> handle.select(sql).mapTo(String.class).list());
  }

  private static String stored(String name) throws IOException {
    try (InputStream stored = Journal.class.getResourceAsStream(name)) {
      return new String(stored.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  private Database open() {
    return Database.open(
        folder.resolve("journal.db"),
        Journal.SCHEMA,
        DatabaseSettings.standard(),
        new SimpleMeterRegistry());
  }

  private Jdbi earlierJournal(String version) {
    String url = "jdbc:sqlite:" + folder.resolve("journal.db");
    Flyway.configure()
        .dataSource(url, "", "")
        .locations(Journal.SCHEMA)
        .table("schema_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .target(version)
        .load()
        .migrate();
    return Jdbi.create(url);
  }

  private static ApplicationCall call(String request, String argument) {
    return ApplicationCall.builder()
        .from("registry/app")
        .to("registry/subchain")
        .request(request)
        .issued(1_790_000_000)
        .validForSeconds(300)
        .deadlineSeconds(600)
        .pipeline(Consortium.PIPELINE, HASH)
        .write(StepSide.SOURCE, "registry/evidence", "store(bytes32,string)", HASH, argument)
        .sign(Consortium.signer("registry/app"));
  }
}
