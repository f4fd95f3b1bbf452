package io.govchain.console.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.console.fixture.ChangedAnswers;
import io.govchain.console.fixture.GovernedChain;
import io.govchain.console.fixture.Indexed;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.encoding.Hex;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.GovernanceErrors;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch of the ledger that cannot be read holds the index up; nothing of it is kept. */
class MalformedBatchTest {
  /** Hex digits before a batch's entries: 0x, two places, and the number of their bytes. */
  private static final int ENTRIES = 2 + 3 * 64;

  @TempDir Path folder;
  private final AtomicBoolean lies = new AtomicBoolean(true);
  private GovernedChain chain;
  private long block;

  @BeforeEach
  void start() {
    chain = GovernedChain.start(folder);
    chain.register();
    chain.open("first", 5_000);
    block = chain.client().latestHeader().number();
    chain.open("second", 5_000);
  }

  @AfterEach
  void stop() {
    chain.close();
  }

  @Test
  void shouldSayWhyAndGoOnAfterwards_whenItsLinesCannotBeTold() {
    // A run of openings of 127 steps each, for which there are not enough bytes.
    holdsUp(data -> data.substring(0, ENTRIES) + "ff" + data.substring(ENTRIES + 2));
  }

  @Test
  void shouldSayWhyAndGoOnAfterwards_whenItsFieldsAreOutside() {
    holdsUp(data -> "0x" + "f".repeat(64) + data.substring(2 + 64));
  }

  private void holdsUp(UnaryOperator<String> change) {
    try (ChangedAnswers node =
            new ChangedAnswers(
                chain.client().endpoint().http(), "eth_getLogs", logs -> changed(logs, change));
        EvmClient client = EvmClient.connect(EvmEndpoint.of(node.rpc()), GovernanceErrors.all());
        Indexed lied = Indexed.follow(GovernanceChain.connect(client), folder.resolve("lied.db"));
        Indexed honest = Indexed.follow(chain.chain(), folder.resolve("honest.db"))) {
      lied.until(
          "it is held up and says why",
          () ->
              lied.indexer()
                  .status()
                  .problem()
                  .filter(why -> why.contains("batch of"))
                  .isPresent());

      assertThat(lied.store().position().number()).isLessThan(block);
      assertThat(Indexed.rows(lied.store()).get("transactions")).isEmpty();
      assertThat(Indexed.rows(lied.store()).get("ledger_runs")).isEmpty();

      lies.set(false);
      Indexed.assertSame(
          "beside a store that was never lied to",
          Indexed.rows(lied.caughtUp()),
          Indexed.rows(honest.caughtUp()));
      lied.until("nothing holds it up", () -> lied.indexer().status().problem().isEmpty());
    }
  }

  private JsonNode changed(JsonNode logs, UnaryOperator<String> change) {
    for (JsonNode log : logs) {
      if (lies.get() && Hex.toLong(log.get("blockNumber").asText()) == block) {
        ((ObjectNode) log).put("data", change.apply(log.get("data").asText()));
      }
    }
    return logs;
  }
}
