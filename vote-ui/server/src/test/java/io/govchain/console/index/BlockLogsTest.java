package io.govchain.console.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.console.fixture.ChangedAnswers;
import io.govchain.console.fixture.GovernedChain;
import io.govchain.evm.BinaryLog;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.EvmException;
import io.govchain.evm.FollowedBlock;
import io.govchain.evm.Receipt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Headers and logs are asked for side by side: blocks are given only as far as both agree. */
class BlockLogsTest {
  private static GovernedChain chain;
  private static int blocks;

  @BeforeAll
  static void start(@TempDir Path folder) {
    chain = GovernedChain.start(folder);
    chain.register();
    chain.open("first", 5_000);
    chain.mine(3);
    chain.open("second", 5_000);
    blocks = (int) chain.client().latestHeader().number() + 1;
  }

  @AfterAll
  static void stop() {
    chain.close();
  }

  @Test
  void shouldReadTheSameAsFromReceipts_whenNothingChanges() {
    same(read(logs -> logs), blocks);
  }

  @Test
  void shouldAskForReceipts_whereTheHeaderTellsOfLogsThatDidNotCome() {
    same(read(logs -> ((ArrayNode) logs).removeAll()), blocks);
  }

  @Test
  void shouldEndBefore_whereLogsAreOfAReplacedBlock() {
    int replaced = blocks - 1;

    List<BlockLogs.Told> read =
        read(
            logs -> {
              for (JsonNode log : logs) {
                if (log.get("blockNumber").asText().equals("0x" + Integer.toHexString(replaced))) {
                  ((ObjectNode) log).put("blockHash", "0x" + "ab".repeat(32));
                }
              }
              return logs;
            });

    same(read, replaced);
  }

  @Test
  void shouldRefuseTheAnswer_whenALogComesTwice() {
    assertThatThrownBy(() -> read(logs -> ((ArrayNode) logs).insert(3, logs.get(2))))
        .hasCauseInstanceOf(EvmException.ResponseRefused.class)
        .hasMessageContaining("expected each after the one before");
  }

  @Test
  void shouldRefuseTheAnswer_whenALogOfAnEarlierBlockComesLast() {
    assertThatThrownBy(() -> read(logs -> ((ArrayNode) logs).add(((ArrayNode) logs).remove(0))))
        .hasCauseInstanceOf(EvmException.ResponseRefused.class)
        .hasMessageContaining("actual log 0 of block 1 after");
  }

  private static List<BlockLogs.Told> read(UnaryOperator<JsonNode> change) {
    try (ChangedAnswers node =
            new ChangedAnswers(chain.client().endpoint().http(), "eth_getLogs", change);
        EvmClient client = EvmClient.connect(EvmEndpoint.of(node.rpc()))) {
      return new BlockLogs(client, Runnable::run).ask(0, blocks + 7).join();
    }
  }

  /** As the receipts of so many blocks tell it. */
  private static void same(List<BlockLogs.Told> read, int count) {
    List<FollowedBlock> expected = chain.client().blocksWithReceipts(0, count);
    assertThat(read).hasSize(count);
    List<String> carriers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      FollowedBlock block = expected.get(i);
      assertThat(read.get(i).header().header()).isEqualTo(block.header());
      assertThat(read.get(i).header().transactions()).isEqualTo(block.receipts().size());
      assertThat(read.get(i).logs().stream().map(BinaryLog::toLog).toList())
          .isEqualTo(block.logs().toList());
      Map<String, String> senders = new HashMap<>(read.get(i).senders());
      for (Receipt receipt : block.receipts()) {
        if (!receipt.logs().isEmpty()) {
          carriers.add(receipt.transactionHash());
          assertThat(senders).containsEntry(receipt.transactionHash(), receipt.from());
        }
      }
    }
    assertThat(carriers).hasSizeGreaterThan(10);
  }
}
