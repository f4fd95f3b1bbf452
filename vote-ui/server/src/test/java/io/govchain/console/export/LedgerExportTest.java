package io.govchain.console.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.console.store.ConsoleStore;
import io.govchain.console.store.Ledger;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of the ledger says in words how its transactions are, and that it is not all of them. */
class LedgerExportTest {
  @TempDir Path folder;

  @Test
  void shouldSayThatItEnds_whenThereAreMoreThanAFileTakes() throws Exception {
    try (ConsoleStore store = store(Exports.MOST + 1)) {
      List<String> lines = csv(store);
      assertThat(lines).hasSize(1 + Exports.MOST + 1);
      assertThat(lines.getLast()).contains("The file ends here, at 100,000 rows", "此文件到此为止");
      assertThat(lines.get(1)).contains("open (OPEN)", "进行中");
    }
  }

  @Test
  void shouldSayNothing_whenEverythingIsInIt() throws Exception {
    try (ConsoleStore store = store(3)) {
      assertThat(csv(store)).hasSize(1 + 3).noneMatch(line -> line.contains("ends here"));
    }
  }

  private List<String> csv(ConsoleStore store) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Exports(store, folder)
        .transactions("csv", Ledger.Filter.ALL, Ledger.Order.NEWEST)
        .content()
        .writeTo(out);
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private ConsoleStore store(int transactions) {
    ConsoleStore store =
        ConsoleStore.open(
            folder.resolve("ledger-%d.db".formatted(transactions)),
            1,
            "0x" + "00".repeat(32),
            ConsoleStore.OtherChain.REFUSE,
            new SimpleMeterRegistry());
    store
        .database()
        .writeAndWait(
            handle -> {
              handle.execute("INSERT INTO words (id, word) VALUES (1, '0x01')");
              return handle.execute(
                  "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
                      + " INSERT INTO transactions (seq, id, initiator, status, opened_at,"
                      + " deadline, steps) SELECT i, randomblob(32), 1, 1, i, i, x'' FROM n",
                  transactions);
            });
    return store;
  }
}
