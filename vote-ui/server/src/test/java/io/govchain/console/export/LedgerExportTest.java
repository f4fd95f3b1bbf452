package io.govchain.console.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
  void shouldSayInJsonThatItEnds_whenThereAreMoreThanAFileTakes() throws Exception {
    try (ConsoleStore store = store(Exports.MOST + 1)) {
      JsonNode rows = json(store);
      assertThat(rows).hasSize(Exports.MOST + 1);
      JsonNode last = rows.get(Exports.MOST);
      assertThat(last.path("cut").asBoolean()).isTrue();
      assertThat(last.path("note").asText()).contains("ends here, at 100,000 rows", "此文件到此为止");
      assertThat(last.has("id")).as("no program takes it for a transaction").isFalse();
    }
  }

  @Test
  void shouldSayNothing_whenEverythingIsInIt() throws Exception {
    try (ConsoleStore store = store(3)) {
      assertThat(csv(store)).hasSize(1 + 3).noneMatch(line -> line.contains("ends here"));
      assertThat(json(store)).hasSize(3).noneMatch(row -> row.has("cut"));
    }
  }

  @Test
  void shouldNamePipelinesAndTheirEnds_whenTheRegisterKnowsThem() throws Exception {
    try (ConsoleStore store = store(1)) {
      store
          .database()
          .writeAndWait(
              handle -> {
                handle.execute("UPDATE transactions SET steps = x'0000000A0000000B0000001E'");
                handle.execute(
                    "INSERT INTO pipeline_versions VALUES (2, '0x0a', 'court/to-archive', '0x01',"
                        + " '0x11', '0x02', '0x12')");
                return handle.execute(
                    "INSERT INTO records VALUES ('institutions', '0x01', 'court', 'ACTIVE', NULL,"
                        + " '{\"name\":\"City Court, 市法院\"}', '{}'), ('institutions', '0x02',"
                        + " 'archive', 'ACTIVE', NULL, '{\"name\":\"City Archive\"}', '{}')");
              });

      List<String> lines = csv(store);
      assertThat(lines.getFirst())
          .endsWith("管道 Pipeline paths,源机构 Source institutions,目标机构 Target institutions");
      assertThat(lines.getLast())
          .endsWith("court/to-archive,\"court (City Court, 市法院)\",archive (City Archive)");
      JsonNode row = json(store).get(0);
      assertThat(row.path("pipelines").toString()).isEqualTo("[2,7]");
      assertThat(row.path("status").asText()).isEqualTo("OPEN");
      assertThat(row.path("routes")).as("of number 7 nothing is known").hasSize(1);
      assertThat(row.at("/routes/0/path").asText()).isEqualTo("court/to-archive");
      assertThat(row.at("/routes/0/source/name").asText()).isEqualTo("City Court, 市法院");
      assertThat(row.at("/routes/0/target/code").asText()).isEqualTo("archive");
    }
  }

  private List<String> csv(ConsoleStore store) throws Exception {
    return new String(file(store, "csv"), StandardCharsets.UTF_8).lines().toList();
  }

  private JsonNode json(ConsoleStore store) throws Exception {
    return new ObjectMapper().readTree(file(store, "json"));
  }

  private byte[] file(ConsoleStore store, String format) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Exports(store, folder)
        .transactions(format, Ledger.Filter.ALL, Ledger.Order.NEWEST)
        .content()
        .writeTo(out);
    return out.toByteArray();
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
