package io.govchain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.crosschain.engine.Entry;
import io.govchain.simulation.chain.Batch;
import io.govchain.simulation.chain.Submission;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The model keeps to the turns of the journal's queue, as its {@code RecordTurnsTest} has them. */
class RecordQueueTest {
  private static final RecordQueue.Turn MALLORYS = new RecordQueue.Turn(false, "mallory");
  private static final RecordQueue.Turn CAROLS = new RecordQueue.Turn(true, "carol");
  private static final RecordQueue.Turn DAVES = new RecordQueue.Turn(true, "dave");

  private final RecordQueue queue = new RecordQueue();
  private int closed;

  @Test
  void shouldNotWait_whenAnothersOpeningsAreWoundDown() {
    add("mallory", 300, MALLORYS);
    add("carol", 1, CAROLS);

    List<String> first = next();

    assertThat(first).contains("carol0").hasSize(100);
    assertThat(next()).hasSize(100).allMatch(transaction -> transaction.startsWith("mallory"));
  }

  @Test
  void shouldTakeTurnsAndLeaveAShare_whenOthersHaveMuchToSay() {
    add("mallory", 300, MALLORYS);
    add("carol", 300, CAROLS);
    add("dave", 5, DAVES);

    List<String> first = next();

    assertThat(first).filteredOn(each -> each.startsWith("mallory")).hasSize(12);
    assertThat(first).filteredOn(each -> each.startsWith("dave")).hasSize(5);
    assertThat(first).filteredOn(each -> each.startsWith("carol")).hasSize(83);
  }

  @Test
  void shouldGoBehindAllOthers_whenItWasRefusedAlone() {
    add("carol", 1, CAROLS);
    next();
    queue.reopen(queue.underWay().getFirst());
    add("dave", 1, DAVES);
    add("mallory", 1, MALLORYS);

    assertThat(next()).as("one goes alone after a refusal").containsExactly("dave0");
    assertThat(next()).containsExactlyInAnyOrder("mallory0", "carol0");
  }

  /** A batch of one after another, since nothing else may be under way then. */
  private List<String> next() {
    queue.underWay().stream().filter(batch -> closed > 0).forEach(queue::finish);
    queue.close(() -> "batch-" + closed++, "us");
    Batch batch = queue.underWay().getLast();
    return batch.entries().stream().map(Submission::transaction).toList();
  }

  private void add(String name, int count, RecordQueue.Turn turn) {
    for (int i = 0; i < count; i++) {
      queue.add(new Submission.Report(name + i, 0, Entry.NotExecuted, ""), turn);
    }
  }
}
