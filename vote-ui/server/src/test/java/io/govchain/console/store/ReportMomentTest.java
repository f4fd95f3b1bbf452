package io.govchain.console.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.service.database.Sql;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report leaves nothing out of what it says that it knows, while the chain goes on. */
class ReportMomentTest {
  @TempDir Path folder;

  @Test
  void shouldTellOfOneMoment_whenABlockComesWhileItIsMade() throws Exception {
    try (ConsoleStore store =
        ConsoleStore.open(
            folder.resolve("index.db"),
            1,
            "0x" + "00".repeat(32),
            ConsoleStore.OtherChain.REFUSE,
            new SimpleMeterRegistry())) {
      block(store, 1);
      AtomicInteger questions = new AtomicInteger();
      Reports reports =
          new SqlReports(
              store.database(),
              before(
                  store,
                  () -> {
                    if (questions.incrementAndGet() == 2) {
                      block(store, 2);
                    }
                  }));

      Reports.Report report = reports.report(0, 1_000);
      assertThat(questions.get()).as("a block came meanwhile").isGreaterThan(2);
      assertThat(report.indexed().number()).isEqualTo(1);
      assertThat(report.institutions()).extracting(HistoryEvent::block).containsExactly(1L);
      assertThat(report.votes()).extracting(HistoryEvent::block).containsExactly(1L);
      assertThat(report.transactions().total()).isEqualTo(1);
      assertThat(report.sealed().last()).isEqualTo(1);
    }
  }

  /** A block with an institution, a vote and a transaction. */
  private static void block(ConsoleStore store, int number) {
    store
        .database()
        .writeAndWait(
            handle -> {
              Sql.update(
                  handle,
                  "INSERT INTO blocks VALUES (?1, 'h', 10 * ?1, 1, 0, NULL, '', 2 * ?1, ?1, ?1)",
                  number);
              Sql.update(handle, "INSERT INTO carriers VALUES (?1, ?1, x'01', x'02')", number);
              Sql.update(
                  handle,
                  "INSERT INTO events VALUES (2 * ?1, ?1, 'InstitutionAdmitted', '{}'),"
                      + " (2 * ?1 + 1, ?1, 'VoteCast', '{}')",
                  number);
              return Sql.update(
                  handle,
                  "INSERT INTO transactions (seq, id, initiator, status, opened_at, deadline,"
                      + " steps) VALUES (?1, randomblob(32), 1, 1, 10 * ?1, 99, x'')",
                  number);
            });
  }

  /** The store, where something happens before each question to its log. */
  private static Queries before(ConsoleStore store, Runnable event) {
    return (Queries)
        Proxy.newProxyInstance(
            Queries.class.getClassLoader(),
            new Class<?>[] {Queries.class},
            (self, method, arguments) -> {
              if (method.getName().equals("events")) {
                event.run();
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }
}
