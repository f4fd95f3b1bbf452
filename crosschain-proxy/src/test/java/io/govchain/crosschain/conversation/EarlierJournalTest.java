package io.govchain.crosschain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.SignedCall;
import io.govchain.amdp.StepSide;
import io.govchain.crosschain.fixture.Consortium;
import io.govchain.crosschain.journal.Journal;
import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal from before requests were kept. */
class EarlierJournalTest {
  private static final String HASH = "0x" + "ab".repeat(32);

  @TempDir private Path folder;

  @Test
  void shouldKnowWhichRequestsWereTaken_whenTheJournalIsOfAnEarlierVersion() {
    ApplicationCall taken = call("one", "0x01");
    ApplicationCall again = call("one", "0x02");
    ApplicationCall other = call("two", "0x01");
    earlierJournalWith(taken);

    try (Database database =
        Database.open(
            folder.resolve("journal.db"),
            Journal.SCHEMA,
            DatabaseSettings.standard(),
            new SimpleMeterRegistry())) {
      assertThat(otherOfRequest(database, again)).contains(taken.transaction());
      assertThat(otherOfRequest(database, taken)).isEmpty();
      assertThat(otherOfRequest(database, other)).isEmpty();
    }
  }

  private static Optional<String> otherOfRequest(Database database, ApplicationCall of) {
    return database.read(
        handle -> Conversations.otherOfRequest(handle, SignedCall.of(of.envelope())));
  }

  private void earlierJournalWith(ApplicationCall call) {
    String url = "jdbc:sqlite:" + folder.resolve("journal.db");
    Flyway.configure()
        .dataSource(url, "", "")
        .locations(Journal.SCHEMA)
        .table("schema_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .target("3")
        .load()
        .migrate();
    Jdbi.create(url)
        .useHandle(
            handle ->
                handle.execute(
                    "INSERT INTO calls (transaction_id, envelope) VALUES (?, ?)",
                    call.transaction(),
                    call.envelope().json()));
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
