package io.govchain.console.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.console.index.IndexedBlock.Carrier;
import io.govchain.console.index.IndexedBlock.Happening;
import io.govchain.console.store.ConsoleStore;
import io.govchain.evm.encoding.Keccak;
import io.govchain.governance.GovernanceEvent;
import io.govchain.governance.Paths;
import io.govchain.governance.Side;
import io.govchain.governance.StepDescriptor;
import io.govchain.governance.TransactionRecord.Status;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks are told before those that they follow are on the disk. */
class TellingAheadTest {
  /** As many as are remembered after their end, and then some. */
  private static final int MANY = 10_001;

  private static final String ID = Keccak.ofText("told of again");

  @TempDir Path folder;
  private final Queue<Consumer<Handle>> told = new ArrayDeque<>();
  private ConsoleStore store;
  private Projection projection;
  private int next;

  @BeforeEach
  void open() {
    store =
        ConsoleStore.open(
            folder.resolve("ahead.db"),
            1,
            "0x" + "00".repeat(32),
            ConsoleStore.OtherChain.REFUSE,
            new SimpleMeterRegistry());
    projection = new Projection(store.database(), new GovernanceFunctions());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void shouldChangeTheTransaction_whenItIsForgottenAndNotOnTheDiskYet() {
    tell(List.of(opened(ID), new GovernanceEvent.TransactionStatusChanged(ID, Status.SETTLED)));
    for (int block = 1; block <= 2; block++) {
      List<GovernanceEvent> others = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        others.add(opened(Keccak.ofText(block + " " + i)));
      }
      tell(others);
    }
    assertThat(store.position().number()).as("nothing is written by telling").isNegative();

    tell(List.of(new GovernanceEvent.TransactionStatusChanged(ID, Status.ESCALATED)));
    assertThat(store.position().number()).as("what was told before had to be").isEqualTo(2);
    write();

    var line = store.ledger().transaction(ID).orElseThrow();
    assertThat(line.line().status()).isEqualTo(Status.ESCALATED);
    assertThat(line.timeline()).hasSize(3);
  }

  @Test
  void shouldRefuseToBeWritten_whenTheBlockBeforeWasNot() {
    tell(List.of(opened(ID)));
    tell(List.of(new GovernanceEvent.TransactionStatusChanged(ID, Status.SETTLED)));
    told.remove();

    assertThatThrownBy(this::write)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("expected block 0 to be written, actual 1");
    assertThat(store.ledger().transaction(ID)).isEmpty();
  }

  private static GovernanceEvent opened(String id) {
    return new GovernanceEvent.TransactionOpened(
        id, Paths.id("registry"), 1_000, List.of(new StepDescriptor(1, true, Side.SOURCE)));
  }

  private void tell(List<GovernanceEvent> events) {
    List<Happening> happenings =
        events.stream()
            .map(
                event ->
                    new Happening(
                        event,
                        Optional.of(Paths.id("registry")),
                        Optional.empty(),
                        EventSubjects.NONE))
            .toList();
    IndexedBlock block =
        new IndexedBlock(
            EveryEventTest.header(next, Keccak.ofText("block" + next)),
            1,
            List.of(),
            List.of(
                new Carrier(Keccak.ofText("carrier" + next), "0x" + "01".repeat(20), happenings)));
    next++;
    told.add(projection.tell(List.of(block), this::write));
  }

  private void write() {
    while (!told.isEmpty()) {
      Consumer<Handle> rows = told.remove();
      store
          .database()
          .writeAndWait(
              handle -> {
                rows.accept(handle);
                return null;
              });
    }
  }
}
