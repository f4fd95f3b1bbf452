package io.govchain.evm.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.FollowedBlock;
import io.govchain.evm.Log;
import io.govchain.evm.Receipt;
import io.govchain.evm.send.Call;
import io.govchain.evm.send.PreparedTransactions;
import io.govchain.evm.send.SenderSettings;
import io.govchain.evm.send.TransactionSender;
import io.govchain.evm.testchain.Anvil;
import io.govchain.evm.testchain.EchoContract;
import io.govchain.evm.testchain.Link;
import io.govchain.evm.testchain.TerseNode;
import io.govchain.evm.testchain.Waiting;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BlockFollowerTest {
  private static final FollowerSettings FAST = FollowerSettings.polling(Duration.ofMillis(50));

  /** Polls so rarely that only notices explain a quick reaction. */
  private static final FollowerSettings NOTICES_ONLY =
      new FollowerSettings(
          Duration.ofMillis(200),
          Duration.ofMinutes(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          16,
          256);

  private final Anvil anvil = Anvil.start();
  private final EvmClient direct = anvil.client();
  private final Link link = new Link(anvil.port());

  @AfterEach
  void stopChain() {
    link.close();
    direct.close();
    anvil.close();
  }

  /** Keeps what it was given and complains about anything out of order. */
  private static final class Recorder implements BlockListener {
    private final List<FollowedBlock> blocks = new CopyOnWriteArrayList<>();
    private final List<Long> reorganisations = new CopyOnWriteArrayList<>();

    @Override
    public void onBlock(FollowedBlock block) {
      blocks.add(block);
    }

    @Override
    public void onReorg(long lastCommonBlock) {
      reorganisations.add(lastCommonBlock);
      blocks.removeIf(block -> block.number() > lastCommonBlock);
    }

    private long last() {
      return blocks.isEmpty() ? -1 : blocks.get(blocks.size() - 1).number();
    }

    private void assertUnbroken(long first) {
      List<FollowedBlock> seen = List.copyOf(blocks);
      for (int i = 0; i < seen.size(); i++) {
        assertThat(seen.get(i).number()).isEqualTo(first + i);
        if (i > 0) {
          assertThat(seen.get(i).header().parentHash()).isEqualTo(seen.get(i - 1).header().hash());
        }
      }
    }
  }

  @Test
  void shouldCatchUpFromBlockZero_whenChainIsAlreadyLong() {
    direct.rpc("anvil_mine", "0x64");
    Recorder recorder = new Recorder();
    try (EvmClient client = Anvil.client(link.port(), false);
        BlockFollower follower = BlockFollower.follow(client, 0, recorder, FAST)) {
      Waiting.until("caught up", () -> recorder.last() >= 100);
      recorder.assertUnbroken(0);
      assertThat(follower.status().problem()).isEmpty();
      assertThat(follower.status().lastBlock().orElseThrow()).isGreaterThanOrEqualTo(100);
    }
  }

  @Test
  void shouldCatchUpWithFewerBlocksAtOnce_whenLongAnswersAreRefused() {
    direct.rpc("anvil_mine", "0x28");
    Recorder recorder = new Recorder();
    try (TerseNode node = new TerseNode(anvil.port(), 3);
        EvmClient client = Anvil.client(node.port(), false);
        BlockFollower follower = BlockFollower.follow(client, 0, recorder, FAST)) {
      Waiting.until("caught up", () -> recorder.last() >= 40);
      recorder.assertUnbroken(0);
      assertThat(follower.status().problem()).isEmpty();
    }
  }

  @Test
  void shouldWaitForFirstBlock_whenChainIsNotThereYet() {
    Recorder recorder = new Recorder();
    long first = direct.latestHeader().number() + 4;
    try (EvmClient client = Anvil.client(link.port(), false);
        BlockFollower follower = BlockFollower.follow(client, first, recorder, FAST)) {
      Waiting.until("first block", () -> !recorder.blocks.isEmpty());
      assertThat(recorder.blocks.get(0).number()).isEqualTo(first);
      assertThat(follower.status().notices()).isFalse();
    }
  }

  @Test
  void shouldMissNothing_whenWebSocketAndConnectionsAreDropped() {
    Recorder recorder = new Recorder();
    try (EvmClient client = Anvil.client(link.port(), true);
        BlockFollower follower = BlockFollower.follow(client, 0, recorder, NOTICES_ONLY)) {
      for (int round = 0; round < 4; round++) {
        long from = recorder.last();
        Waiting.until("blocks by notice", () -> recorder.last() >= from + 3);
        Waiting.until("notices", () -> follower.status().notices());
        link.cut();
        long whenCut = direct.latestHeader().number();
        Waiting.until("the chain goes on", () -> direct.latestHeader().number() >= whenCut + 3);
        Waiting.until("the cut is felt", () -> !follower.status().notices());
        link.mend();
        Waiting.until("caught up", () -> recorder.last() >= whenCut + 3);
      }
      recorder.assertUnbroken(0);
    }
  }

  @Test
  void shouldGoOnByPolling_whenNodeOffersNoWebSocket() {
    Recorder recorder = new Recorder();
    try (Link closed = new Link(1)) {
      closed.cut();
      EvmClient client =
          EvmClient.connect(
              new EvmEndpoint(
                  URI.create("http://127.0.0.1:" + anvil.port()),
                  Optional.of(URI.create("ws://127.0.0.1:" + closed.port())),
                  Duration.ofSeconds(5)));
      try (client;
          BlockFollower follower = BlockFollower.follow(client, 0, recorder, FAST)) {
        Waiting.until("some blocks", () -> recorder.last() >= 4);
        recorder.assertUnbroken(0);
        assertThat(follower.status().notices()).isFalse();
      }
    }
  }

  @Test
  void shouldReplaceWebSocket_onlyWhenNotEvenAPingIsAnswered() {
    FollowerSettings impatient =
        new FollowerSettings(
            Duration.ofMillis(50),
            Duration.ofMillis(50),
            Duration.ofMillis(800),
            Duration.ofMillis(200),
            16,
            256);
    try (EvmClient client = Anvil.client(link.port(), true);
        BlockFollower follower = BlockFollower.follow(client, 0, new Recorder(), impatient)) {
      Waiting.until("subscribed", () -> follower.status().notices());
      direct.rpc("anvil_setIntervalMining", 0);
      Instant quietUntil = Instant.now().plusMillis(2500);
      Waiting.until(
          "three times the silence has passed",
          () -> {
            assertThat(follower.status().notices()).isTrue();
            return Instant.now().isAfter(quietUntil);
          });
      anvil.pause();
      Waiting.until("the silence is noticed", () -> !follower.status().notices());
      anvil.unpause();
      Waiting.until("subscribed anew", () -> follower.status().notices());
    }
  }

  @Test
  void shouldTakeUpAgain_whenNodeStoodStill() {
    Recorder recorder = new Recorder();
    EvmClient client =
        EvmClient.connect(
            new EvmEndpoint(
                URI.create("http://127.0.0.1:" + anvil.port()),
                Optional.empty(),
                Duration.ofMillis(500)));
    try (client;
        BlockFollower follower = BlockFollower.follow(client, 0, recorder, FAST)) {
      Waiting.until("some blocks", () -> recorder.last() >= 2);
      anvil.pause();
      Waiting.until("the standstill shows", () -> follower.status().problem().isPresent());
      assertThat(follower.status().problem().orElseThrow()).contains("no answer");
      anvil.unpause();
      long last = recorder.last();
      Waiting.until("it goes on", () -> recorder.last() >= last + 3);
      Waiting.until("no problem is left", () -> follower.status().problem().isEmpty());
      recorder.assertUnbroken(0);
    }
  }

  @Test
  void shouldRewindToLastCommonBlock_whenChainIsReorganised() {
    Recorder recorder = new Recorder();
    try (EvmClient client = Anvil.client(link.port(), false);
        BlockFollower follower = BlockFollower.follow(client, 0, recorder, FAST)) {
      Waiting.until("some blocks", () -> recorder.last() >= 6);
      direct.rpc("anvil_setIntervalMining", 0);
      for (int i = 0; i < 3; i++) {
        String from = Anvil.key(0).address();
        direct.rpc("eth_sendTransaction", Map.of("from", from, "to", from));
        direct.rpc("anvil_mine", "0x1");
      }
      long head = direct.latestHeader().number();
      Waiting.until("caught up", () -> recorder.last() == head);
      direct.rpc("anvil_reorg", 3, List.of());
      Waiting.until("told", () -> !recorder.reorganisations.isEmpty());
      assertThat(recorder.reorganisations.get(0)).isEqualTo(head - 3);
      Waiting.until("on the new chain", () -> recorder.last() == head);
      direct.rpc("anvil_mine", "0x2");
      Waiting.until("beyond", () -> recorder.last() == head + 2);
      recorder.assertUnbroken(0);
      for (FollowedBlock block : recorder.blocks) {
        assertThat(direct.header(block.number()).orElseThrow().hash())
            .isEqualTo(block.header().hash());
      }
      assertThat(follower.status().problem()).isEmpty();
    }
  }

  @Test
  void shouldBringSameBlockAgain_whenListenerFails() {
    List<Long> tried = new CopyOnWriteArrayList<>();
    Set<Long> failed = new HashSet<>();
    BlockListener flaky =
        block -> {
          tried.add(block.number());
          if (block.number() % 2 == 1 && failed.add(block.number())) {
            throw new IllegalStateException("disk full");
          }
        };
    try (EvmClient client = Anvil.client(link.port(), false);
        BlockFollower follower = BlockFollower.follow(client, 0, flaky, FAST)) {
      Waiting.until("some blocks", () -> tried.size() >= 7);
      assertThat(tried).startsWith(0L, 1L, 1L, 2L, 3L, 3L, 4L);
      assertThat(follower.status().lastBlock()).isPresent();
    }
  }

  @Test
  void shouldDeliverEveryEventOnce_whenManyTransactionsLandAndLinkBreaks() {
    Recorder recorder = new Recorder();
    try (EvmClient client = Anvil.client(link.port(), true);
        EvmClient own = anvil.client();
        BlockFollower follower =
            BlockFollower.follow(client, 0, recorder, FollowerSettings.defaults());
        TransactionSender sender =
            new TransactionSender(
                own, Anvil.key(0), PreparedTransactions.inMemory(), SenderSettings.zeroFee())) {
      String contract =
          Waiting.result(sender.submit("create", Call.create(EchoContract.CREATION, 200_000)))
              .contractAddress()
              .orElseThrow();
      List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        receipts.add(sender.submit("log-" + i, new Call(contract, "0x%08x".formatted(i), 60_000)));
        if (i % 50 == 25) {
          link.drop();
        }
      }
      long last =
          receipts.stream()
              .map(Waiting::result)
              .mapToLong(Receipt::blockNumber)
              .max()
              .orElseThrow();
      Waiting.until("all blocks", () -> recorder.last() >= last);
      List<String> data =
          recorder.blocks.stream().flatMap(FollowedBlock::logs).map(Log::data).toList();
      assertThat(data).hasSize(200).doesNotHaveDuplicates();
      assertThat(follower.status().heardWithin(Duration.ofSeconds(60))).isTrue();
    }
  }
}
