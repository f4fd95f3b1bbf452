package io.govchain.console.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.console.store.ConsoleStore;
import io.govchain.evm.encoding.Keccak;
import io.govchain.governance.GovernanceEvent;
import io.govchain.governance.Paths;
import io.govchain.governance.Side;
import io.govchain.governance.StepDescriptor;
import io.govchain.governance.TransactionRecord.Status;
import io.govchain.service.database.Sql;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is postponed is built in the end, also when the store was closed in between. */
class LedgerIndexesTest {
  @TempDir Path folder;

  @Test
  void shouldBuildWhatWasPostponed_whenTheStoreWasOpenedAnew() {
    List<String> before;
    try (ConsoleStore store = open()) {
      before = indexes(store);
      write(store, LedgerIndexes::postpone);
      write(store, LedgerIndexes::postpone);
      assertThat(before).hasSizeGreaterThan(indexes(store).size());
      assertThat(store.database().read(LedgerIndexes::missing)).isTrue();
    }

    try (ConsoleStore store = open()) {
      write(store, LedgerIndexes::build);
      write(store, LedgerIndexes::build);

      assertThat(indexes(store)).isEqualTo(before);
      assertThat(store.database().read(LedgerIndexes::missing)).isFalse();
    }
  }

  @Test
  void shouldFindATransaction_whenTheIndexByIdsWasPostponedAndNobodyRemembersIt() {
    String id = Keccak.ofText("opened");
    try (ConsoleStore store = open()) {
      write(store, LedgerIndexes::postpone);
      tell(
          store,
          0,
          new GovernanceEvent.TransactionOpened(
              id, Paths.id("registry"), 1_000, List.of(new StepDescriptor(1, true, Side.SOURCE))));
      assertThat(store.database().read(LedgerIndexes::missingIds)).isTrue();
      assertThat(store.ledger().transaction(id)).as("found without an index").isPresent();

      tell(store, 1, new GovernanceEvent.TransactionStatusChanged(id, Status.SETTLED));

      assertThat(store.ledger().transaction(id).orElseThrow().line().status())
          .isEqualTo(Status.SETTLED);
      assertThat(store.database().read(LedgerIndexes::missingIds)).isFalse();
      assertThat(store.database().read(LedgerIndexes::missing)).as("the others").isTrue();
    }
  }

  /** Each by a writer of its own, as after a restart. */
  private static void tell(ConsoleStore store, long block, GovernanceEvent event) {
    IndexedBlock told =
        new IndexedBlock(
            EveryEventTest.header(block, Keccak.ofText("block" + block)),
            1,
            List.of(),
            List.of(
                new IndexedBlock.Carrier(
                    Keccak.ofText("carrier" + block),
                    "0x" + "01".repeat(20),
                    List.of(
                        new IndexedBlock.Happening(
                            event,
                            Optional.of(Paths.id("registry")),
                            Optional.empty(),
                            EventSubjects.NONE)))));
    Projection projection = new Projection(store.database(), new GovernanceFunctions());
    write(store, projection.tell(List.of(told), () -> {}));
  }

  private static void write(ConsoleStore store, Consumer<Handle> work) {
    store
        .database()
        .writeAndWait(
            handle -> {
              work.accept(handle);
              return null;
            });
  }

  private static List<String> indexes(ConsoleStore store) {
    return store
        .database()
        .read(
            handle ->
                Sql.list(
                    handle,
                    "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
                        + " ORDER BY name",
                    row -> row.getString(1)));
  }

  private ConsoleStore open() {
    return ConsoleStore.open(
        folder.resolve("indexes.db"),
        1,
        "0x" + "00".repeat(32),
        ConsoleStore.OtherChain.REFUSE,
        new SimpleMeterRegistry());
  }
}
