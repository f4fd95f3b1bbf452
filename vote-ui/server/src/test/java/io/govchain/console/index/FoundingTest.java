package io.govchain.console.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.console.fixture.Indexed;
import io.govchain.console.fixture.OnAGovernedChain;
import io.govchain.console.store.ConsoleStore;
import io.govchain.console.store.Kind;
import io.govchain.evm.BlockHeader;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.Subchain;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A new store reads what is registered at the chain's end, before it has taken in its blocks. */
class FoundingTest extends OnAGovernedChain {
  @Test
  void shouldReadItAgain_whenItsBlockIsReplacedBeforeThatIsTakenIn() {
    chain.act(
        "notary/operator",
        GovernanceCalls.setSubchainStatus("notary/chain", Subchain.Status.SUSPENDED));
    Path file = folder.resolve("interrupted.db");
    BlockHeader replaced = chain.client().latestHeader();
    try (ConsoleStore store = Indexed.open(chain.chain(), file);
        Indexing begun =
            new Indexing(store, chain.chain(), 1, () -> store.position().number() >= 0)) {
      begun.advance(replaced);

      assertThat(status(store)).as("as of the chain's end").isEqualTo("SUSPENDED");
      assertThat(store.position().number()).isBetween(0L, replaced.number() - 2);
    }

    chain.reorganise(1);
    chain.mine();

    try (Indexed later = Indexed.follow(chain.chain(), file);
        Indexed fresh = Indexed.follow(chain.chain(), folder.resolve("fresh.db"))) {
      assertThat(status(later.caughtUp())).isEqualTo("ACTIVE");
      Indexed.assertSame(
          "beside a store that never saw the replaced block",
          Indexed.rows(later.store()),
          Indexed.rows(fresh.caughtUp()));
    }
  }

  private static String status(ConsoleStore store) {
    return store
        .registers()
        .find(Kind.SUBCHAINS, "notary/chain")
        .orElseThrow()
        .get("status")
        .textValue();
  }
}
