package io.govchain.evm.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.Receipt;
import io.govchain.evm.follow.BlockFollower;
import io.govchain.evm.follow.FollowerSettings;
import io.govchain.evm.signing.SigningKey;
import io.govchain.evm.signing.UnsignedTransaction;
import io.govchain.evm.testchain.Anvil;
import io.govchain.evm.testchain.EchoContract;
import io.govchain.evm.testchain.Link;
import io.govchain.evm.testchain.Waiting;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionSenderTest {
  private static final SenderSettings SETTINGS =
      SenderSettings.zeroFee()
          .withTimes(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(2));
  private static final SigningKey KEY = Anvil.key(0);
  private static final String NOBODY = "0x00000000000000000000000000000000000000aa";

  private final Anvil anvil = Anvil.start();
  private final EvmClient direct = anvil.client();
  private final Link link = new Link(anvil.port());
  private final EvmClient linked = Anvil.client(link.port(), false);
  private final PreparedTransactions store = PreparedTransactions.inMemory();
  private final List<TransactionSender> senders = new ArrayList<>();

  @AfterEach
  void stopChain() {
    senders.forEach(TransactionSender::close);
    linked.close();
    link.close();
    direct.close();
    anvil.close();
  }

  @Test
  void shouldMineEveryTransactionOnce_when500ArePipelined() {
    TransactionSender sender = sender(linked, store);
    List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
    try (BlockFollower follower =
        BlockFollower.follow(
            linked, direct.latestHeader().number(), sender::onBlock, FollowerSettings.defaults())) {
      for (int i = 0; i < 500; i++) {
        receipts.add(sender.submit("call-" + i, call(i)));
      }
      List<Receipt> landed = receipts.stream().map(Waiting::result).toList();
      assertThat(landed).allMatch(Receipt::succeeded);
      assertThat(landed.stream().map(Receipt::transactionHash).distinct()).hasSize(500);
      assertThat(follower.status().problem()).isEmpty();
    }
    assertThat(direct.transactionCount(KEY.address())).isEqualTo(500);
    assertThat(store.unfinished()).isEmpty();
  }

  @Test
  void shouldReturnSameTransaction_whenReferenceIsSubmittedAgain() {
    TransactionSender sender = sender(linked, store);
    CompletableFuture<Receipt> first = sender.submit("once", call(1));
    CompletableFuture<Receipt> meanwhile = sender.submit("once", call(1));
    Receipt landed = Waiting.result(first);
    assertThat(Waiting.result(meanwhile)).isEqualTo(landed);
    assertThat(Waiting.result(sender.submit("once", call(1)))).isEqualTo(landed);
    sender.close();
    assertThat(Waiting.result(sender(linked, store).submit("once", call(1)))).isEqualTo(landed);
    assertThat(direct.transactionCount(KEY.address())).isEqualTo(1);
  }

  @Test
  void shouldRefuse_whenReferenceStandsForAnotherCall() {
    TransactionSender sender = sender(linked, store);
    Waiting.result(sender.submit("once", call(1)));
    assertThatThrownBy(() -> Waiting.result(sender.submit("once", call(2))))
        .isInstanceOf(EvmException.ReferenceConflict.class);
  }

  @Test
  void shouldBroadcastSavedBytes_whenSenderDiedBetweenSaveAndBroadcast() {
    CutAfterSave cutting = new CutAfterSave(store, link);
    TransactionSender dying = sender(linked, cutting);
    List<CompletableFuture<Receipt>> lost = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      lost.add(dying.submit("call-" + i, call(i)));
    }
    Waiting.until("saved", () -> !store.unfinished().isEmpty());
    Waiting.until("broadcast failed", () -> dying.status().problem().isPresent());
    List<PreparedTransaction> saved = store.unfinished();
    dying.close();
    assertThat(direct.pendingTransactionCount(KEY.address())).isZero();
    assertThatThrownBy(() -> Waiting.result(lost.get(0)))
        .isInstanceOf(EvmException.SenderUnavailable.class);

    link.mend();
    TransactionSender resumed = sender(linked, store);
    resumed.resume();
    Waiting.until("all landed", () -> store.unfinished().isEmpty());
    for (PreparedTransaction prepared : saved) {
      Receipt receipt = direct.receipt(prepared.hash()).orElseThrow();
      assertThat(receipt.succeeded()).isTrue();
    }
    assertThat(direct.transactionCount(KEY.address())).isEqualTo(saved.size());
  }

  @Test
  void shouldKeepNoncesWithoutGap_whenLinkBreaksAgainAndAgain() {
    TransactionSender sender = sender(linked, store);
    List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
    for (int round = 0; round < 6; round++) {
      for (int i = 0; i < 10; i++) {
        receipts.add(sender.submit("call-" + round + "-" + i, call(i)));
      }
      link.cut();
      for (int i = 10; i < 20; i++) {
        receipts.add(sender.submit("call-" + round + "-" + i, call(i)));
      }
      Waiting.until("the cut is felt", () -> sender.status().problem().isPresent());
      link.mend();
    }
    receipts.forEach(Waiting::result);
    assertThat(direct.transactionCount(KEY.address())).isEqualTo(120);
  }

  @Test
  void shouldRepairGap_whenNodeLostTransactionFromItsPool() {
    TransactionSender sender = sender(linked, store);
    direct.rpc("anvil_setIntervalMining", 0);
    List<CompletableFuture<Receipt>> receipts =
        LongStream.range(0, 10).mapToObj(i -> sender.submit("call-" + i, call(i))).toList();
    Waiting.until("all in pool", () -> direct.pendingTransactionCount(KEY.address()) == 10);
    String third =
        store.unfinished().stream().filter(tx -> tx.nonce() == 3).findFirst().orElseThrow().hash();
    direct.rpc("anvil_dropTransaction", third);
    assertThat(direct.transaction(third)).isEmpty();
    direct.rpc("anvil_setIntervalMining", 1);
    receipts.forEach(Waiting::result);
    assertThat(direct.receipt(third)).isPresent();
    assertThat(direct.transactionCount(KEY.address())).isEqualTo(10);
  }

  @Test
  void shouldEndInClearError_whenNonceWasUsedByForeignTransaction() {
    TransactionSender dying = sender(linked, new CutAfterSave(store, link));
    dying.submit("mine", call(1));
    Waiting.until("saved", () -> !store.unfinished().isEmpty());
    dying.close();
    String foreign = sendForeign(0);
    link.mend();

    TransactionSender resumed = sender(linked, store);
    assertThatThrownBy(() -> Waiting.result(resumed.submit("mine", call(1))))
        .isInstanceOf(EvmException.TransactionDisplaced.class)
        .hasMessageContaining("mine")
        .hasMessageContaining("nonce 0 of " + KEY.address())
        .hasMessageContaining("another transaction, " + foreign);
    assertThat(Waiting.result(resumed.submit("next", call(2))).succeeded()).isTrue();
    resumed.close();

    TransactionSender later = sender(linked, store);
    assertThatThrownBy(() -> Waiting.result(later.submit("mine", call(1))))
        .isInstanceOf(EvmException.TransactionDisplaced.class);
    assertThat(direct.transactionCount(KEY.address())).isEqualTo(2);
  }

  @Test
  void shouldNameTheUserOfANonce_whenManyBlocksHavePassed() {
    TransactionSender dying = sender(linked, new CutAfterSave(store, link));
    for (int i = 0; i < 3; i++) {
      dying.submit("mine-" + i, call(i));
    }
    Waiting.until("saved", () -> !store.unfinished().isEmpty());
    dying.close();
    List<PreparedTransaction> saved = store.unfinished();
    List<String> foreign =
        LongStream.range(0, saved.size() + 2).mapToObj(this::sendForeign).toList();
    direct.rpc("anvil_mine", "0x64");
    link.mend();
    TransactionSender resumed = sender(linked, store);
    for (int i = 0; i < saved.size(); i++) {
      Call same = call(i);
      String reference = "mine-" + i;
      assertThatThrownBy(() -> Waiting.result(resumed.submit(reference, same)))
          .isInstanceOf(EvmException.TransactionDisplaced.class)
          .hasMessageContaining(foreign.get(i));
    }
    assertThat(Waiting.result(resumed.submit("next", call(9))).succeeded()).isTrue();
  }

  @Test
  void shouldGoOnAboveForeignNonces_whenAccountIsUsedElsewhereMeanwhile() {
    TransactionSender sender = sender(linked, store);
    Waiting.result(sender.submit("first", call(1)));
    sendForeign(1);
    sendForeign(2);
    assertThatThrownBy(() -> Waiting.result(sender.submit("second", call(2))))
        .isInstanceOf(EvmException.TransactionDisplaced.class);
    assertThat(Waiting.result(sender.submit("third", call(3))).succeeded()).isTrue();
    assertThat(direct.transactionCount(KEY.address())).isEqualTo(4);
  }

  @Test
  void shouldLearnOutcomeFromChain_whenSavedTransactionWasMinedBeforeRestart() {
    TransactionSender dying = sender(linked, new CutAfterSave(store, link));
    dying.submit("mine", call(1));
    Waiting.until("saved", () -> !store.unfinished().isEmpty());
    dying.close();
    PreparedTransaction prepared = store.unfinished().get(0);
    direct.sendRaw(prepared.raw());
    Waiting.until("mined", () -> direct.receipt(prepared.hash()).isPresent());
    link.mend();

    Receipt receipt = Waiting.result(sender(linked, store).submit("mine", call(1)));
    assertThat(receipt.transactionHash()).isEqualTo(prepared.hash());
    assertThat(direct.transactionCount(KEY.address())).isEqualTo(1);
  }

  @Test
  void shouldFinishEverything_whenNodeStandsStillForAWhile() {
    TransactionSender sender = sender(linked, store);
    List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      receipts.add(sender.submit("before-" + i, call(i)));
    }
    Waiting.until("some are saved", () -> !store.unfinished().isEmpty());
    anvil.pause();
    for (int i = 0; i < 50; i++) {
      receipts.add(sender.submit("during-" + i, call(i)));
    }
    Waiting.until("the standstill shows", () -> sender.status().problem().isPresent());
    anvil.unpause();
    receipts.forEach(Waiting::result);
    assertThat(direct.transactionCount(KEY.address())).isEqualTo(100);
  }

  @Test
  void shouldLetOthersPass_whenNodeKeepsRefusingOne() {
    TransactionSender sender = sender(linked, store);
    Call poison = Call.create("0x" + "00".repeat(60_000), 5_000_000);
    CompletableFuture<Receipt> refused = sender.submit("poison", poison);
    CompletableFuture<Receipt> behind = sender.submit("behind", call(1));
    assertThat(Waiting.result(behind).succeeded()).isTrue();
    assertThatThrownBy(() -> Waiting.result(refused))
        .isInstanceOf(EvmException.TransactionDisplaced.class)
        .hasMessageContaining("which fills the nonce because the node refuses poison")
        .hasMessageContaining("initcode");
    assertThat(store.unfinished()).isEmpty();
  }

  @Test
  void shouldReportFailedStatus_whenContractReverts() {
    TransactionSender sender = sender(linked, store);
    Receipt created =
        Waiting.result(sender.submit("create", Call.create(EchoContract.CREATION, 200_000)));
    String contract = created.contractAddress().orElseThrow();
    Receipt refused =
        Waiting.result(sender.submit("refused", new Call(contract, "0xff01", 60_000)));
    assertThat(refused.succeeded()).isFalse();
    Receipt logged = Waiting.result(sender.submit("logged", new Call(contract, "0x0102", 60_000)));
    assertThat(logged.logs()).hasSize(1);
    assertThat(logged.logs().get(0).data()).isEqualTo("0x0102");
  }

  @Test
  void shouldRefuseAtOnce_whenNoBlockCouldHoldTheCall() {
    TransactionSender sender = sender(linked, store);
    assertThatThrownBy(
            () -> Waiting.result(sender.submit("small", new Call(NOBODY, "0x01", 21_000))))
        .isInstanceOf(EvmException.CallRefused.class)
        .hasMessageContaining("21016");
    assertThatThrownBy(
            () -> Waiting.result(sender.submit("large", new Call(NOBODY, "0x", 999_000_000_000L))))
        .isInstanceOf(EvmException.CallRefused.class);
    assertThat(Waiting.result(sender.submit("fine", call(1))).succeeded()).isTrue();
  }

  @Test
  void shouldStayInLine_whenStoreFailsNowAndThen() {
    FailingStore failing = new FailingStore(store);
    TransactionSender sender = sender(linked, failing);
    List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      receipts.add(sender.submit("call-" + i, call(i)));
      if (i % 10 == 0) {
        failing.failNext(i % 20 == 0);
      }
    }
    receipts.forEach(Waiting::result);
    assertThat(direct.transactionCount(KEY.address())).isEqualTo(30);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldTellTheEnd_whenTheStoreFailsAsItIsNoted(boolean afterFinishing) {
    FailingStore failing = new FailingStore(store);
    TransactionSender sender = sender(linked, failing);
    failing.failNextEnd(afterFinishing);
    Receipt first = Waiting.result(sender.submit("noted", call(1)));

    // Whoever could not keep what was told asks again: the store has its end already.
    failing.failNextEnd(afterFinishing);
    Receipt again = Waiting.result(sender.submit("noted", call(1)));

    assertThat(again).isEqualTo(first);
    assertThat(direct.transactionCount(KEY.address())).isEqualTo(1);
  }

  @Test
  void shouldWaitForConfirmationsAndResend_whenBlocksAreReplaced() {
    TransactionSender sender =
        new TransactionSender(linked, KEY, store, SETTINGS.withConfirmations(12));
    senders.add(sender);
    Waiting.until("some blocks", () -> direct.latestHeader().number() > 4);
    CompletableFuture<Receipt> receipt = sender.submit("reorganised", call(1));
    String hash = awaitSaved("reorganised").hash();
    Waiting.until("mined", () -> direct.receipt(hash).isPresent());
    String firstBlock = direct.receipt(hash).orElseThrow().blockHash();
    direct.rpc("anvil_reorg", 3, List.of());
    Receipt landed = Waiting.result(receipt);
    assertThat(landed.transactionHash()).isEqualTo(hash);
    assertThat(landed.blockHash()).isNotEqualTo(firstBlock);
    assertThat(direct.receipt(hash).orElseThrow().blockHash()).isEqualTo(landed.blockHash());
  }

  @Test
  void shouldOfferBaseFee_whenChainHasOne() {
    try (Anvil paid = Anvil.start("--base-fee", "1000000000");
        EvmClient client = paid.client();
        TransactionSender sender =
            new TransactionSender(
                client, KEY, PreparedTransactions.inMemory(), SenderSettings.fromBaseFee())) {
      Receipt receipt = Waiting.result(sender.submit("paid", call(1)));
      assertThat(receipt.effectiveGasPrice()).isPositive();
    }
  }

  @Test
  void shouldRefuseStore_whenItHoldsWhatAnotherSignedAsTheAccounts() {
    UnsignedTransaction other =
        new UnsignedTransaction(
            direct.chainId(),
            0,
            Optional.of(NOBODY),
            BigInteger.ZERO,
            "0x",
            21_000,
            UnsignedTransaction.GasPrice.zero());
    var signed = Anvil.key(1).signTransaction(other);
    store.save(new PreparedTransaction("theirs", KEY.address(), 0, signed.hash(), signed.raw()));
    TransactionSender sender = sender(linked, store);
    assertThatThrownBy(() -> Waiting.result(sender.submit("ours", call(1))))
        .isInstanceOf(EvmException.SenderUnavailable.class)
        .hasMessageContaining(Anvil.key(1).address());
  }

  private PreparedTransaction awaitSaved(String reference) {
    Waiting.until("saved", () -> store.byReference(reference).isPresent());
    return store.byReference(reference).orElseThrow().prepared();
  }

  private String sendForeign(long nonce) {
    UnsignedTransaction foreign =
        new UnsignedTransaction(
            direct.chainId(),
            nonce,
            Optional.of(NOBODY),
            BigInteger.ONE,
            "0x",
            21_000,
            UnsignedTransaction.GasPrice.zero());
    String hash = direct.sendRaw(KEY.signTransaction(foreign).raw());
    Waiting.until("foreign mined", () -> direct.receipt(hash).isPresent());
    return hash;
  }

  private TransactionSender sender(EvmClient client, PreparedTransactions from) {
    TransactionSender sender = new TransactionSender(client, KEY, from, SETTINGS);
    senders.add(sender);
    return sender;
  }

  private static Call call(long marker) {
    return new Call(NOBODY, "0x%08x".formatted(marker), 30_000);
  }
}
