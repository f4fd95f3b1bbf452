package io.govchain.console.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.console.fixture.FollowingAChain;
import io.govchain.console.store.EventLog;
import io.govchain.console.store.PageRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** People read what happened in the log's files; programs find in them what they found before. */
class LogExportTest extends FollowingAChain {
  private static final Pattern REFERENCE = Pattern.compile("&#x(\\p{XDigit}+);");

  @Test
  void shouldTellEachEventInWords_whenTheLogIsExportedAsCsv() throws Exception {
    String id = chain.open("exported", 5_000);
    indexed.caughtUp();
    List<String> lines = new String(export("csv"), StandardCharsets.UTF_8).lines().toList();

    assertThat(lines.getFirst()).contains("发生了什么,What happened,", ",事件 Event,内容 Data");
    Instant deadline =
        Instant.ofEpochSecond(chain.chain().transaction(id).orElseThrow().deadline());
    assertThat(lines.get(1))
        .contains("registry 开启跨链事务 %s，应于 %s 前结束".formatted(id, deadline))
        .contains("registry opened cross-chain transaction %s; it".formatted(id))
        .endsWith(",TransactionOpened,\"" + data().replace("\"", "\"\"") + "\"");
    assertThat(lines)
        .as("an account of an institution that is known by its code")
        .anyMatch(line -> line.contains("notary registered subchain "));
  }

  @Test
  void shouldTellEachEventInWords_whenTheLogIsExportedAsAWorkbook() throws Exception {
    String id = chain.open("exported", 5_000);
    indexed.caughtUp();
    Path file = Files.write(folder.resolve("log.xlsx"), export("xlsx"));

    assertThat(unzipped(file))
        .contains("发生了什么", "What happened", "内容 Data", "TransactionOpened")
        .contains("registry 开启跨链事务 " + id, "registry opened cross-chain transaction " + id);
  }

  @Test
  void shouldTellWhatTheApiTells_whenTheLogIsExportedAsJson() throws Exception {
    chain.open("exported", 5_000);
    indexed.caughtUp();

    assertThat(new ObjectMapper().readTree(export("json")).at("/0/data")).hasToString(data());
  }

  /** Of the newest event, as the API tells it. */
  private String data() {
    return indexed
        .store()
        .events()
        .page(EventLog.Filter.ALL, PageRequest.first(1))
        .items()
        .getFirst()
        .data()
        .toString();
  }

  private byte[] export(String format) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Exports(indexed.store(), folder)
        .history(format, EventLog.Filter.ALL)
        .content()
        .writeTo(out);
    return out.toByteArray();
  }

  private static String unzipped(Path workbook) throws IOException {
    StringBuilder all = new StringBuilder();
    try (ZipFile zip = new ZipFile(workbook.toFile())) {
      for (var entry : zip.stream().toList()) {
        try (InputStream in = zip.getInputStream(entry)) {
          all.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return REFERENCE
        .matcher(all)
        .replaceAll(each -> Character.toString(Integer.parseInt(each.group(1), 16)));
  }
}
