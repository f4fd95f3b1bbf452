package io.govchain.console.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.console.fixture.OnAGovernedChain;
import io.govchain.console.store.ConsoleStore;
import io.govchain.console.store.Meta;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.Subchain;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

/** Each commit waits for the disk: a block that touches nothing needs no second one. */
class ToldWithItsBlockTest extends OnAGovernedChain {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void shouldCommitOnce_whenABlockTouchesNothing() {
    try (ConsoleStore store = open();
        Indexing indexing = new Indexing(store, chain.chain(), 256, () -> false)) {
      indexing.advance(chain.client().latestHeader());
      long before = commits();
      chain.mine();

      indexing.advance(chain.client().latestHeader());

      assertThat(told(store)).isEqualTo(chain.client().latestHeader().number());
      assertThat(commits() - before).isEqualTo(1);
    }
  }

  @Test
  void shouldTellOfTheBlockAfterTheRecord_whenItTouchesOne() {
    try (ConsoleStore store = open();
        Indexing indexing = new Indexing(store, chain.chain(), 256, () -> false)) {
      indexing.advance(chain.client().latestHeader());
      long before = commits();
      chain.act(
          "notary/operator",
          GovernanceCalls.setSubchainStatus("notary/chain", Subchain.Status.SUSPENDED));

      indexing.advance(chain.client().latestHeader());

      assertThat(told(store)).isEqualTo(chain.client().latestHeader().number());
      assertThat(commits() - before).as("the block, and then the record").isEqualTo(2);
      assertThat(store.database().read(Stale::none)).isTrue();
    }
  }

  private ConsoleStore open() {
    return ConsoleStore.open(
        folder.resolve("told.db"),
        chain.chain().chainId(),
        chain.client().header(0).orElseThrow().hash(),
        ConsoleStore.OtherChain.REFUSE,
        registry);
  }

  private long commits() {
    return registry.get("govchain.database.commit").timer().count();
  }

  private static long told(ConsoleStore store) {
    return store.database().read(handle -> Meta.number(handle, Meta.TOLD).orElse(-1));
  }
}
