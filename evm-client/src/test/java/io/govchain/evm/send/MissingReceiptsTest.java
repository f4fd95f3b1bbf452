package io.govchain.evm.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.EvmException;
import io.govchain.evm.Receipt;
import io.govchain.evm.signing.SigningKey;
import io.govchain.evm.testchain.AlteringNode;
import io.govchain.evm.testchain.Anvil;
import io.govchain.evm.testchain.Waiting;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chain has passed a nonce, and the node cannot tell by which transaction. */
@Timeout(120)
class MissingReceiptsTest {
  private static final String RECEIPT = "eth_getTransactionReceipt";
  private static final String BLOCK_RECEIPTS = "eth_getBlockReceipts";
  private static final String BLOCK = "eth_getBlockByNumber";
  private static final SigningKey KEY = Anvil.key(0);
  private static final Call CALL = new Call("0x" + "aa".repeat(20), "0x01", 30_000);

  private final Anvil anvil = Anvil.start();
  private final EvmClient direct = anvil.client();
  private final AlteringNode node = new AlteringNode();
  private final EvmClient altered =
      EvmClient.connect(EvmEndpoint.of(URI.create("http://127.0.0.1:" + anvil.port())), node);
  private final PreparedTransactions store = PreparedTransactions.inMemory();
  private final TransactionSender sender =
      new TransactionSender(
          altered,
          KEY,
          store,
          SenderSettings.zeroFee()
              .withTimes(Duration.ofMillis(20), Duration.ofMillis(500), Duration.ofSeconds(2)));

  @AfterEach
  void stop() {
    sender.close();
    altered.close();
    node.close();
    direct.close();
    anvil.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]"})
  void shouldLeaveTheEndOpen_whenTheNodeHasTheBlockButNotItsReceipts(String none) {
    node.answer(RECEIPT, "null");
    node.answer(BLOCK_RECEIPTS, none);

    CompletableFuture<Receipt> receipt = sender.submit("mine", CALL);
    awaitOpenQuestion();

    assertStaysOpen(receipt, BLOCK_RECEIPTS);
    node.restore(BLOCK_RECEIPTS);
    assertThat(Waiting.result(receipt).succeeded()).isTrue();
    Waiting.until("nothing is left to tell", () -> sender.status().problem().isEmpty());
  }

  @Test
  void shouldLeaveTheEndOpen_whenTheNodeLacksTheBlock() {
    node.answer(RECEIPT, "null");
    CompletableFuture<Receipt> receipt = sender.submit("mine", CALL);
    Waiting.until("mined", () -> direct.transactionCount(KEY.address()) == 1);
    String header = direct.rpc(BLOCK, "latest", false).toString();
    // As one of several nodes behind an address would: a body that is not the block's.
    node.answer(BLOCK, withoutTransactions(header));

    awaitOpenQuestion();

    assertStaysOpen(receipt, BLOCK);
    node.restore(BLOCK);
    assertThat(Waiting.result(receipt).succeeded()).isTrue();
  }

  @Test
  void shouldLeaveTheEndOpen_whenACompleteBlockDoesNotTellWhatUsedTheNonce() {
    CompletableFuture<Receipt> receipt = passedWithoutATransaction();

    awaitOpenQuestion();

    assertStaysOpen(receipt, RECEIPT);
    assertThat(sender.status().problem().orElseThrow()).contains("nonce 0 of " + KEY.address());
  }

  @Test
  void shouldSayDisplaced_whenACompleteBlockLacksTheNonceAndTheAccountActsAsAContract() {
    direct.rpc("anvil_setCode", KEY.address(), "0xef0100" + "aa".repeat(20));

    CompletableFuture<Receipt> receipt = passedWithoutATransaction();

    assertThatThrownBy(() -> Waiting.result(receipt))
        .isInstanceOf(EvmException.TransactionDisplaced.class)
        .hasMessageContaining("without a transaction of the account");
  }

  /** As a node answers that takes its index up again after a restart. */
  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void shouldHoldUpNothingElse_whenTheReceiptOfOneIsRefused(int confirmations) {
    sender.confirmAtLeast(confirmations);
    direct.rpc("anvil_setIntervalMining", 0);
    CompletableFuture<Receipt> stuck = sender.submit("stuck", CALL);
    Waiting.until("saved", () -> !store.unfinished().isEmpty());
    String hash = store.unfinished().getFirst().hash();
    node.refuseFor(RECEIPT, hash, "transaction indexing is in progress");
    CompletableFuture<Receipt> beside = sender.submit("beside", CALL);
    Waiting.until("in the pool", () -> direct.pendingTransactionCount(KEY.address()) == 2);
    direct.rpc("anvil_mine", "0x5");

    assertThat(Waiting.result(beside).succeeded()).isTrue();
    if (confirmations > 0) {
      Waiting.until(
          "it tells what it cannot find out",
          () -> sender.status().problem().filter(text -> text.contains(hash)).isPresent());
      assertThat(stuck).as("nobody knows whether it is there still").isNotDone();
    }
    CompletableFuture<Receipt> after = sender.submit("after", CALL);
    Waiting.until("signed and sent", () -> direct.pendingTransactionCount(KEY.address()) == 3);
    direct.rpc("anvil_mine", "0x5");
    assertThat(Waiting.result(after).succeeded()).isTrue();

    node.restore(RECEIPT);
    assertThat(Waiting.result(stuck).transactionHash()).isEqualTo(hash);
    Waiting.until("nothing is left to tell", () -> sender.status().problem().isEmpty());
  }

  /** Saved while nothing is mined, and then the count alone goes up. */
  private CompletableFuture<Receipt> passedWithoutATransaction() {
    direct.rpc("anvil_setIntervalMining", 0);
    node.answer(RECEIPT, "null");
    CompletableFuture<Receipt> receipt = sender.submit("mine", CALL);
    Waiting.until("saved", () -> !store.unfinished().isEmpty());
    String hash = store.unfinished().getFirst().hash();
    Waiting.until("in the pool", () -> direct.transaction(hash).isPresent());
    direct.rpc("anvil_dropTransaction", hash);
    direct.rpc("anvil_setNonce", KEY.address(), "0x1");
    direct.rpc("anvil_mine", "0x5");
    return receipt;
  }

  private void awaitOpenQuestion() {
    Waiting.until(
        "it tells what it cannot find out",
        () -> sender.status().problem().filter(text -> text.contains("nonce 0")).isPresent());
  }

  /** Whatever is asked, and however often. */
  private void assertStaysOpen(CompletableFuture<Receipt> receipt, String asked) {
    int before = node.given(asked);
    Waiting.until("it asked again", () -> node.given(asked) > before + 5);
    assertThat(receipt).isNotDone();
    assertThat(store.unfinished()).hasSize(1);
    assertThat(store.byReference("mine").orElseThrow().end())
        .isInstanceOf(StoredTransaction.End.Unfinished.class);
  }

  private static String withoutTransactions(String block) {
    return block.replaceFirst("\"transactions\":\\[[^\\]]*\\]", "\"transactions\":[]");
  }
}
