package io.govchain.console.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.console.fixture.Samples;
import io.govchain.console.index.IndexedBlock.Carrier;
import io.govchain.console.index.IndexedBlock.Happening;
import io.govchain.console.store.ConsoleJson;
import io.govchain.console.store.ConsoleStore;
import io.govchain.console.store.EventLog;
import io.govchain.console.store.HistoryEvent;
import io.govchain.console.store.PageRequest;
import io.govchain.evm.BlockHeader;
import io.govchain.governance.GovernanceEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever can happen on the chain is stored, is read back as it was, and is about something. */
class EveryEventTest {
  private static final String HASH = "0x" + "ab".repeat(32);

  /** A rejection is by whoever sent the batch: the samples' word. */
  private static final String SENDER = "0x" + "5a".repeat(32);

  @TempDir Path folder;

  @Test
  void shouldStoreItAndItsSubjects_whateverHappens() throws Exception {
    List<GovernanceEvent> samples = new ArrayList<>();
    for (Class<?> type : leaves(GovernanceEvent.class).toList()) {
      samples.add((GovernanceEvent) Samples.of(type));
    }
    // A line needs its transaction: openings first.
    samples.sort(
        java.util.Comparator.comparing(
            event -> !(event instanceof GovernanceEvent.TransactionOpened)));

    try (ConsoleStore store =
        ConsoleStore.open(
            folder.resolve("events.db"),
            1,
            HASH,
            ConsoleStore.OtherChain.REFUSE,
            new SimpleMeterRegistry())) {
      List<IndexedBlock> blocks = List.of(block(samples));
      Projection projection = new Projection(store.database(), new GovernanceFunctions());
      Consumer<Handle> rows = projection.tell(blocks, () -> {});
      store
          .database()
          .writeAndWait(
              handle -> {
                rows.accept(handle);
                return null;
              });
      List<HistoryEvent> stored =
          store.events().page(EventLog.Filter.ALL, PageRequest.first(200)).items().reversed();

      assertThat(stored).hasSameSizeAs(samples);
      for (int i = 0; i < samples.size(); i++) {
        GovernanceEvent sample = samples.get(i);
        assertThat(stored.get(i).type()).isEqualTo(sample.getClass().getSimpleName());
        assertThat(stored.get(i).data().toString())
            .isEqualTo(ConsoleJson.mapper().writeValueAsString(sample));
        assertThat(stored.get(i).subjects()).as("subjects of %s", sample).isNotEmpty();
        assertThat(stored.get(i).by()).contains(SENDER);
      }
    }
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EveryEventTest::leaves).distinct()
        : Stream.of(type);
  }

  private static IndexedBlock block(List<GovernanceEvent> events) throws Exception {
    List<Happening> happenings = new ArrayList<>();
    for (GovernanceEvent event : events) {
      boolean line = event instanceof GovernanceEvent.OfLedger;
      happenings.add(
          new Happening(
              event,
              Optional.of(HASH),
              line ? Optional.empty() : Optional.of(ConsoleJson.mapper().writeValueAsString(event)),
              EventSubjects.of(event)));
    }
    return new IndexedBlock(
        header(0, HASH), 1, List.of(), List.of(new Carrier(HASH, SENDER, happenings)));
  }

  static BlockHeader header(long number, String hash) {
    String word = "0x" + "0".repeat(64);
    return new BlockHeader(
        number,
        hash,
        word,
        1,
        word,
        SENDER,
        word,
        word,
        word,
        "0x",
        BigInteger.ONE,
        1,
        1,
        "0x",
        word,
        "0x",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
