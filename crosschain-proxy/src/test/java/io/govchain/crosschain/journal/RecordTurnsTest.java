package io.govchain.crosschain.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.crosschain.engine.ChainStatus;
import io.govchain.crosschain.engine.EngineSamples;
import io.govchain.crosschain.engine.Entry;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.journal.RecordTurns.Standing;
import io.govchain.service.database.Sql;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whose entries go next. */
class RecordTurnsTest extends JournalCase {
  private int closed;

  @Test
  void shouldTakeTurns_whenOneInstitutionHasMuchToSay() {
    for (int i = 0; i < 20; i++) {
      asked("0xm" + i, "mallory/" + i);
    }
    asked("0xc0", "carol/proxy");
    asked("0xc1", "carol/proxy");

    assertThat(next(6)).containsExactly("0xm0", "0xm1", "0xm2", "0xm3", "0xc0", "0xc1");
  }

  @Test
  void shouldGoOnWithTheNext_whenABatchHasNoRoomForAll() {
    for (String initiator : List.of("a", "b", "c")) {
      for (int i = 0; i < 3; i++) {
        asked("0x" + initiator + i, initiator + "/proxy");
      }
    }

    List<List<String>> batches = IntStream.range(0, 4).mapToObj(i -> next(2)).toList();

    assertThat(batches)
        .containsExactly(
            List.of("0xa0", "0xb0"),
            List.of("0xa1", "0xc0"),
            List.of("0xb1", "0xc1"),
            List.of("0xa2", "0xb2"));
  }

  @Test
  void shouldGetAShareOfEveryBatch_whenNobodyAskedAboutIt() {
    many(Standing.Asked, "carol", 1_000);
    many(Standing.Unasked, "mallory", 1_000);

    assertThat(next(256)).filteredOn(RecordTurnsTest::isMallorys).hasSize(32);
    assertThat(next(64)).filteredOn(RecordTurnsTest::isMallorys).hasSize(8);
  }

  @Test
  void shouldGetItsShareOfSmallBatches_whenNobodyAskedAboutIt() {
    many(Standing.Asked, "carol", 100);
    many(Standing.Unasked, "mallory", 100);

    List<String> each = IntStream.range(0, 24).mapToObj(i -> next(1).getFirst()).toList();

    assertThat(each).filteredOn(RecordTurnsTest::isMallorys).hasSize(3);
    assertThat(each.subList(0, 7)).as("others first").noneMatch(RecordTurnsTest::isMallorys);
  }

  @Test
  void shouldGoBehindAllOthers_whenItWasRefusedAlone() {
    asked("0xpoisoned", "carol/proxy");
    RecordBatch alone = close(1);
    journal.recordQueue().reopen(alone).join();
    asked("0xgood", "carol/proxy");
    unasked("0xunasked", "mallory/proxy");

    assertThat(IntStream.range(0, 3).mapToObj(i -> next(1).getFirst()))
        .containsExactly("0xgood", "0xunasked", "0xpoisoned");
  }

  @Test
  void shouldGoAfterThousands_whenItWasRefusedAloneAndOthersNeverEnd() {
    asked("0xrefused", "carol/proxy");
    RecordBatch alone = close(1);
    journal.recordQueue().reopen(alone).join();
    many(Standing.Asked, "carol", 5_000);

    List<List<String>> batches = IntStream.range(0, 17).mapToObj(i -> next(256)).toList();

    assertThat(batches.subList(0, 15)).noneMatch(batch -> batch.contains("0xrefused"));
    assertThat(batches).anyMatch(batch -> batch.contains("0xrefused"));
  }

  /** The abort waits as one that nobody asked about; what follows it must not go ahead of it. */
  @Test
  void shouldKeepTheOrderOfATransaction_whenItIsAskedAboutMeanwhile() {
    Input opened = new Input.RecordOpened(EngineSamples.plan("0x1", "b"), false, 15);
    step("0x1", opened);
    step("0x1", new Input.BlockTimeAdvanced(PATIENCE_OVER));
    many(Standing.Asked, "carol", 10);
    callIsKnown("0x1");
    step("0x1", new Input.StatusChangedOnChain(ChainStatus.Compensating));

    List<QueuedEntry> entries = close(4).entries();

    assertThat(entries)
        .filteredOn(entry -> entry.transaction().equals("0x1"))
        .extracting(QueuedEntry::entry)
        .as("both by the turn of the newest, which is asked about")
        .containsExactly(Entry.Aborted, Entry.NotExecuted);
  }

  @Test
  void shouldStillGoFirst_whenTheProcessRestarted() {
    for (int i = 0; i < 5; i++) {
      unasked("0xunasked" + i, "mallory/proxy");
    }
    asked("0xasked", "carol/proxy");
    RecordBatch before = close(2);
    asked("0xlater", "carol/proxy");
    reopen();

    assertThat(before.entries()).extracting(QueuedEntry::transaction).contains("0xasked");
    assertThat(journal.recordQueue().unfinished()).containsExactly(before);
    assertThat(next(2)).contains("0xlater");
  }

  @Test
  void shouldReadNothingButWhatGoes_whenManyWait() {
    many(Standing.Unasked, "mallory", 20_000);

    assertThat(
            Stream.of(
                RecordTurns.INITIATORS,
                RecordTurns.TAKE,
                RecordQueue.UNDER_WAY,
                RecordQueue.OF_BATCH))
        .allSatisfy(
            sql ->
                assertThat(plan(sql))
                    .as(sql)
                    .noneMatch(line -> line.matches("SCAN (record_queue|waiting|sent|q)\\b.*"))
                    .anyMatch(line -> line.contains("record_queue_by_turn")));
  }

  private static boolean isMallorys(String transaction) {
    return transaction.startsWith("0xmallory");
  }

  /** As if so many had been queued, each of a transaction of its own. */
  private void many(Standing standing, String initiator, int count) {
    database.writeAndWait(
        handle ->
            handle.execute(
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
                    + " INSERT INTO record_queue"
                    + " (transaction_id, step, entry, digest, standing, initiator)"
                    + " SELECT '0x' || ? || i, 0, 'NotExecuted', '', ?, ? FROM n",
                count,
                initiator,
                standing.ordinal(),
                initiator));
  }

  private RecordBatch close(int limit) {
    return journal.recordQueue().close("batch-" + closed++, limit).join().orElseThrow();
  }

  private List<String> next(int limit) {
    return close(limit).entries().stream().map(QueuedEntry::transaction).toList();
  }

  private List<String> plan(String sql) {
    String bound = "EXPLAIN QUERY PLAN " + sql.replaceAll("\\?\\d?", "1");
    return database.read(handle -> Sql.list(handle, bound, row -> row.getString("detail")));
  }
}
