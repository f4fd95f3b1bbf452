package io.govchain.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Writes and reads the vectors that the contract's own tests record. */
final class PackedBatchTest {

  private static final Path VECTORS = Path.of("../contracts/test/vectors/packed-batches.json");
  private static final String ACCOUNT = "0x" + "c3".repeat(20);
  private static final String REGISTRY = Paths.id("registry");
  private static final String NOTARY = Paths.id("notary");
  private static final List<StepDescriptor> ONE = List.of(new StepDescriptor(1, true, Side.SOURCE));
  private static final List<StepDescriptor> TWO =
      List.of(new StepDescriptor(1, true, Side.SOURCE), new StepDescriptor(1, true, Side.TARGET));

  private final JsonNode batches = read();

  @Test
  void shouldWriteAndReadOpenings_asTheVectorsSay() {
    List<Opening> openings =
        List.of(
            new Opening(id(1), 1_800_003_600, TWO),
            new Opening(id(2), 1_800_003_601, TWO),
            new Opening(id(3), 1_800_003_602, ONE));

    assertThat(Hex.of(PackedEntries.encode(openings, List.of()))).isEqualTo(entries(0));
    assertThat(events(0, REGISTRY))
        .containsExactly(
            new GovernanceEvent.TransactionOpened(id(1), REGISTRY, 1_800_003_600, TWO),
            new GovernanceEvent.TransactionOpened(id(2), REGISTRY, 1_800_003_601, TWO),
            new GovernanceEvent.TransactionOpened(id(3), REGISTRY, 1_800_003_602, ONE));
  }

  @Test
  void shouldWriteAndReadOutcomes_asTheVectorsSay() {
    List<Report> reports =
        List.of(
            new Report(id(1), 0, Entry.SUCCEEDED, digest(1)),
            new Report(id(3), 0, Entry.FAILED, digest(3)),
            new Report(id(2), 0, Entry.SUCCEEDED, digest(2)),
            new Report(id(4), 0, Entry.SUCCEEDED, digest(4)));

    assertThat(Hex.of(PackedEntries.encode(List.of(), reports))).isEqualTo(entries(1));
    assertThat(events(1, REGISTRY))
        .containsExactly(
            said(id(1), REGISTRY, 0, Entry.SUCCEEDED, digest(1)),
            said(id(2), REGISTRY, 0, Entry.SUCCEEDED, digest(2)),
            new GovernanceEvent.EntryRejected(
                id(4), ACCOUNT, 0, Entry.SUCCEEDED, Rejection.UNKNOWN_TRANSACTION),
            said(id(3), REGISTRY, 0, Entry.FAILED, digest(3)),
            became(id(3), TransactionRecord.Status.COMPENSATING),
            became(id(3), TransactionRecord.Status.COMPENSATED));
  }

  @Test
  void shouldWriteAndReadVerdictsWithOutcomes_asTheVectorsSay() {
    List<Report> reports =
        List.of(
            new Report(id(1), 0, Entry.ACCEPTED, digest(1)),
            new Report(id(2), 0, Entry.ACCEPTED, digest(2)),
            new Report(id(1), 1, Entry.SUCCEEDED, digest(5)),
            new Report(id(2), 1, Entry.FAILED, digest(6)));

    assertThat(Hex.of(PackedEntries.encode(List.of(), reports))).isEqualTo(entries(2));
    assertThat(events(2, NOTARY))
        .containsExactly(
            said(id(1), NOTARY, 0, Entry.ACCEPTED, ""),
            said(id(1), NOTARY, 1, Entry.SUCCEEDED, digest(5)),
            said(id(2), NOTARY, 0, Entry.ACCEPTED, ""),
            said(id(2), NOTARY, 1, Entry.FAILED, digest(6)),
            became(id(2), TransactionRecord.Status.COMPENSATING));
  }

  @Test
  void shouldWriteAndReadWhatEndsTransactions_asTheVectorsSay() {
    List<Report> reports =
        List.of(
            new Report(id(1), 1, Entry.ACCEPTED, digest(5)),
            new Report(id(2), 0, Entry.COMPENSATED, digest(7)),
            Report.whole(id(2), Entry.ABORTED, digest(8)));

    assertThat(Hex.of(PackedEntries.encode(List.of(), reports))).isEqualTo(entries(3));
    assertThat(events(3, REGISTRY))
        .containsExactly(
            said(id(1), REGISTRY, 1, Entry.ACCEPTED, ""),
            became(id(1), TransactionRecord.Status.SETTLED),
            said(id(2), REGISTRY, 0, Entry.COMPENSATED, digest(7)),
            became(id(2), TransactionRecord.Status.COMPENSATED),
            new GovernanceEvent.EntryRejected(
                id(2), ACCOUNT, 255, Entry.ABORTED, Rejection.WRONG_STATUS));
  }

  @Test
  void shouldKeepTheOrderOfATransaction_whenItHasMoreReportsThanFitTogether() {
    List<Report> reports = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      reports.add(new Report(id(1), i % 8, Entry.SUCCEEDED, digest(i)));
      reports.add(new Report(id(2), i % 8, Entry.SUCCEEDED, digest(i)));
    }

    byte[] entries = PackedEntries.encode(List.of(), reports);

    List<GovernanceEvent> events =
        BatchEvents.of(new LedgerBatch(REGISTRY, ACCOUNT, entries, filled(40, (byte) 0x11)));
    for (int transaction = 1; transaction <= 2; transaction++) {
      String id = id(transaction);
      assertThat(
              events.stream()
                  .filter(event -> ((GovernanceEvent.OfLedger) event).transaction().equals(id)))
          .containsExactlyElementsOf(
              reports.stream()
                  .filter(report -> report.transaction().equals(id))
                  .map(r -> (GovernanceEvent) said(id, REGISTRY, r.step(), r.entry(), r.digest()))
                  .toList());
    }
  }

  @Test
  void shouldBeginAnotherRun_whenOneIsFull() {
    List<Opening> openings =
        IntStream.range(0, 256).mapToObj(i -> new Opening(id(i), 1_800_003_600, TWO)).toList();

    byte[] entries = PackedEntries.encode(openings, List.of());

    assertThat(entries).hasSize(2 + 255 * 45 + 2 + 45);
    assertThat(BatchEvents.of(new LedgerBatch(REGISTRY, ACCOUNT, entries, filled(256, (byte) 1))))
        .hasSize(256);
  }

  @Test
  void shouldRefuse_whenADeadlineIsTooLate() {
    List<Opening> openings = Collections.singletonList(new Opening(id(1), 1L << 40, TWO));

    assertThatThrownBy(() -> PackedEntries.encode(openings, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 5 bytes");
  }

  @Test
  void shouldTellARejection_whenAnOpeningNamesPipelineZero() {
    byte[] opening = Hex.bytes("0x8101" + id(1).substring(2) + "006b49d20000000002");
    byte refused = (byte) (0x80 | Rejection.PIPELINE_UNUSABLE.ordinal());

    assertThat(BatchEvents.of(new LedgerBatch(REGISTRY, ACCOUNT, opening, new byte[] {refused})))
        .containsExactly(
            new GovernanceEvent.EntryRejected(
                id(1), ACCOUNT, 255, Entry.OPENED, Rejection.PIPELINE_UNUSABLE));
    LedgerBatch opened = new LedgerBatch(REGISTRY, ACCOUNT, opening, new byte[] {1});
    assertThatThrownBy(() -> BatchEvents.of(opened))
        .isInstanceOf(GovernanceMismatchException.class)
        .hasMessageContaining("names no pipeline");
  }

  private List<GovernanceEvent> events(int batch, String institution) {
    byte[] results = Hex.bytes(batches.get(batch).path("results").asText());
    return BatchEvents.of(
        new LedgerBatch(institution, ACCOUNT, Hex.bytes(entries(batch)), results));
  }

  private String entries(int batch) {
    return batches.get(batch).path("entries").asText();
  }

  private static GovernanceEvent.StepReported said(
      String id, String institution, int step, Entry entry, String digest) {
    return new GovernanceEvent.StepReported(id, institution, step, entry, digest);
  }

  private static GovernanceEvent became(String id, TransactionRecord.Status status) {
    return new GovernanceEvent.TransactionStatusChanged(id, status);
  }

  private static byte[] filled(int length, byte value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, value);
    return bytes;
  }

  private static String id(int number) {
    return Keccak.ofText("transaction " + number);
  }

  private static String digest(int number) {
    return Keccak.ofText("evidence " + number);
  }

  private static JsonNode read() {
    try {
      return new ObjectMapper().readTree(VECTORS.toFile()).path("batches");
    } catch (IOException missing) {
      throw new IllegalStateException("vectors at " + VECTORS.toAbsolutePath(), missing);
    }
  }
}
