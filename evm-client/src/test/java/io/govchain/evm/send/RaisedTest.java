package io.govchain.evm.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.evm.EvmException;
import io.govchain.evm.Receipt;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.signing.RawTransaction;
import io.govchain.evm.signing.SigningKey;
import io.govchain.evm.testchain.Anvil;
import io.govchain.evm.testchain.Waiting;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A base fee above what was signed: the same is offered again for more, and takes effect once. */
@Timeout(120)
class RaisedTest extends SendsThroughAlteringNode {
  private static final long GWEI = 1_000_000_000L;

  @BeforeEach
  void start() {
    startChain("--base-fee", Long.toString(GWEI));
    direct.rpc("evm_setIntervalMining", 0);
    mineAt(GWEI);
  }

  @Test
  void shouldBeMinedOnceForAHigherPrice_whenTheBaseFeeRises() {
    TransactionSender sender = sender(500);
    CompletableFuture<Receipt> receipt = overtaken(sender, "one");

    PreparedTransaction raised = awaitSaved("one/raised:1");
    assertSameButDearer(saved("one"), raised);
    mineOnceHeld(raised, 50);

    assertThat(Waiting.result(receipt).transactionHash()).isEqualTo(raised.hash());
    Waiting.until("nothing is open", () -> store.unfinished().isEmpty());
    assertThat(end("one")).isInstanceOf(StoredTransaction.End.Finished.class);
    assertThat(direct.transactionCount(KEY.address())).isEqualTo(1);
    assertThat(Waiting.result(sender.submit("one", CALL)).transactionHash())
        .as("asked again, later")
        .isEqualTo(raised.hash());
  }

  @Test
  void shouldRaiseAllThatWait_sinceAllWereSignedForTheSamePrice() {
    TransactionSender sender = sender(500);
    List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      receipts.add(sender.submit("many-" + i, CALL));
    }
    Waiting.until("all wait", () -> direct.pendingTransactionCount(KEY.address()) == 3);
    mineAt(50 * GWEI);

    for (int i = 0; i < 3; i++) {
      PreparedTransaction raised = awaitSaved("many-" + i + "/raised:1");
      Waiting.until("the node has it", () -> isHeld(raised));
    }
    mineAt(50 * GWEI);

    receipts.forEach(receipt -> assertThat(Waiting.result(receipt).succeeded()).isTrue());
    assertThat(direct.transactionCount(KEY.address())).isEqualTo(3);
  }

  @Test
  void shouldRaiseAgain_whenTheBaseFeeOvertakesThatToo() {
    TransactionSender sender = sender(5_000);
    CompletableFuture<Receipt> receipt = overtaken(sender, "one");
    awaitSaved("one/raised:1");
    mineAt(600 * GWEI);

    PreparedTransaction twice = awaitSaved("one/raised:2");
    assertSameButDearer(saved("one/raised:1"), twice);
    Waiting.until(
        "both are told", () -> standstill(sender).contains(price(twice) + " wei per unit of gas"));
    assertThat(standstill(sender)).contains("raised 2 times").doesNotContain("ceiling");
    mineOnceHeld(twice, 600);

    assertThat(Waiting.result(receipt).transactionHash()).isEqualTo(twice.hash());
    Waiting.until("nothing is open", () -> store.unfinished().isEmpty());
  }

  @Test
  void shouldTellTheFirst_whenABlockTakesThatAfterAll() {
    TransactionSender sender = sender(500);
    node.refuse(SEND, "no");
    CompletableFuture<Receipt> receipt = sender.submit("one", CALL);
    awaitSaved("one");
    mineAt(50 * GWEI);
    PreparedTransaction raised = awaitSaved("one/raised:1");

    mineAt(GWEI);
    direct.sendRaw(saved("one").raw());
    mineAt(GWEI);

    assertThat(Waiting.result(receipt).transactionHash()).isEqualTo(saved("one").hash());
    Waiting.until("nothing is open", () -> store.unfinished().isEmpty());
    assertThat(direct.receipt(raised.hash())).isEmpty();
  }

  /** As where the account has the funds for the first and not for the dearer one. */
  @Test
  void shouldNotFillTheNonce_whileTheNodeHasTheCheaperOne() {
    TransactionSender sender = sender(500);
    CompletableFuture<Receipt> receipt = sender.submit("one", CALL);
    Waiting.until("the node has it", () -> direct.pendingTransactionCount(KEY.address()) == 1);
    node.refuse(SEND, "already known");
    mineAt(50 * GWEI);
    PreparedTransaction raised = awaitSaved("one/raised:1");
    node.restore(SEND);
    node.refuseFor(SEND, raised.raw(), "insufficient funds");
    mineAt(GWEI);

    Waiting.until("asked often", () -> node.given(SEND) > 2);
    Waiting.until("for long", () -> sender.status().stalledFor().compareTo(seconds(4)) > 0);
    assertThat(store.byReference(FILLER)).isEmpty();
    assertThat(standstill(sender)).contains("refuses the highest price: insufficient funds");
    mineAt(GWEI);
    assertThat(Waiting.result(receipt).transactionHash()).isEqualTo(saved("one").hash());
  }

  @Test
  void shouldOfferNoMoreThanTheCeiling_andSayWhatIsOffered() {
    TransactionSender sender = sender(40);
    CompletableFuture<Receipt> receipt = sender.submit("one", CALL);
    Waiting.until("the node has it", () -> direct.pendingTransactionCount(KEY.address()) == 1);
    node.refuse(SEND, "already known");
    mineAt(50 * GWEI);

    Waiting.until("it is told", () -> sender.status().standstill().isPresent());
    assertThat(standstill(sender))
        .contains("one")
        .contains(price(saved("one")) + " wei")
        .contains("the base fee of " + 50 * GWEI)
        .contains("the ceiling of " + 40 * GWEI);
    assertThat(store.unfinished()).containsExactly(saved("one"));
    node.restore(SEND);

    mineAt(39 * GWEI);
    PreparedTransaction raised = awaitSaved("one/raised:1");
    assertThat(price(raised)).isEqualTo(40 * GWEI);
    mineOnceHeld(raised, 39);
    assertThat(Waiting.result(receipt).succeeded()).isTrue();
  }

  /** Some nodes refuse what is below the base fee; a filler could offer no more. */
  @Test
  void shouldWaitForTheBaseFeeToFall_whenTheNodeRefusesWhatMayNotBeRaised() {
    TransactionSender sender = sender(KEY, settings(40), store, seconds(6));
    CompletableFuture<Receipt> receipt = overtaken(sender, "one");

    Waiting.until("it is told", () -> sender.status().standstill().isPresent());
    Waiting.until("for long", () -> sender.status().stalledFor().compareTo(seconds(8)) > 0);
    assertThat(standstill(sender)).contains("refuses it").contains("the ceiling of " + 40 * GWEI);
    assertThat(store.unfinished()).containsExactly(saved("one"));

    mineAt(GWEI);
    mineOnceHeld(saved("one"), 1);
    assertThat(Waiting.result(receipt).transactionHash()).isEqualTo(saved("one").hash());
  }

  @Test
  void shouldSendTheSavedBytes_whenTheProcessDiedBeforeItsBroadcast() {
    node.refuse(SEND, "killed before");
    TransactionSender former = sender(500);
    former.submit("one", CALL);
    awaitSaved("one");
    mineAt(50 * GWEI);
    PreparedTransaction raised = awaitSaved("one/raised:1");
    former.close();
    node.restore(SEND);

    TransactionSender next = sender(500);
    next.resume();
    mineOnceHeld(raised, 50);

    assertThat(Waiting.result(next.submit("one", CALL)).transactionHash()).isEqualTo(raised.hash());
    assertThat(store.byReference("one/raised:2")).isEmpty();
  }

  /** Signed by a process with a ceiling, and taken up by one without, or after a rotation. */
  @Test
  void shouldTellWhatWasMined_whenAnotherAccountTakesItsPlace() {
    TransactionSender former = sender(500);
    overtaken(former, "one");
    PreparedTransaction raised = awaitSaved("one/raised:1");
    Waiting.until("the node has it", () -> isHeld(raised));
    former.close();

    TransactionSender next = sender(Anvil.key(1), SenderSettings.with(Fees.fromBaseFee()), store);
    CompletableFuture<Receipt> receipt = next.submit("one", CALL);
    mineAt(50 * GWEI);

    assertThat(Waiting.result(receipt).transactionHash()).isEqualTo(raised.hash());
    Waiting.until("nothing is open", () -> store.unfinished().isEmpty());
  }

  /** The end of the reference is on disk, that of what was signed again for it is not. */
  @Test
  void shouldEndWhatIsNotNeeded_whenTheProcessDiedBetweenTheEnds() {
    AtomicBoolean dying = new AtomicBoolean(true);
    PreparedTransactions first =
        new ForwardingStore(store) {
          @Override
          public void finish(String reference, Receipt receipt) {
            if (dying.get() && Raised.of(reference).isPresent()) {
              throw new IllegalStateException("killed");
            }
            super.finish(reference, receipt);
          }
        };
    TransactionSender former = sender(KEY, settings(500), first);
    overtaken(former, "one");
    PreparedTransaction raised = awaitSaved("one/raised:1");
    mineOnceHeld(raised, 50);
    Waiting.until("the first end", () -> end("one") instanceof StoredTransaction.End.Finished);
    former.close();
    assertThat(store.unfinished()).containsExactly(raised);
    dying.set(false);

    TransactionSender next = sender(500);
    next.resume();

    Waiting.until("nothing is open", () -> store.unfinished().isEmpty());
    assertThat(Waiting.result(next.submit("one", CALL)).transactionHash()).isEqualTo(raised.hash());
  }

  @Test
  void shouldOutbidTheDearest_whenItIsNotWantedAnyMore() {
    TransactionSender sender = sender(500);
    CompletableFuture<Receipt> receipt = overtaken(sender, "one");
    PreparedTransaction raised = awaitSaved("one/raised:1");
    Waiting.until("the node has it", () -> isHeld(raised));

    sender.withdraw("one");
    PreparedTransaction filler = awaitSaved(FILLER);
    assertThat(price(filler)).isGreaterThanOrEqualTo(price(raised) / 8 * 9);
    mineOnceHeld(filler, 50);

    assertThatThrownBy(() -> Waiting.result(receipt))
        .isInstanceOf(EvmException.TransactionDisplaced.class);
    Waiting.until("nothing is open", () -> store.unfinished().isEmpty());
    assertThat(direct.receipt(raised.hash())).isEmpty();
  }

  @Test
  void shouldTellTheFirst_whenTheBlockWithTheDearerOneIsTakenBack() {
    TransactionSender sender = sender(KEY, settings(500).withConfirmations(3), store);
    CompletableFuture<Receipt> receipt = overtaken(sender, "one");
    PreparedTransaction raised = awaitSaved("one/raised:1");
    mineOnceHeld(raised, 50);
    long block = direct.receipt(raised.hash()).orElseThrow().blockNumber();
    node.refuse(SEND, "already known");
    direct.rpc("anvil_reorg", direct.latestHeader().number() - block + 1, List.of());
    direct.rpc("anvil_dropTransaction", raised.hash());
    sender.onReorg(block - 1);

    mineAt(GWEI);
    direct.sendRaw(saved("one").raw());
    for (int blocks = 0; blocks < 4; blocks++) {
      mineAt(GWEI);
    }

    assertThat(Waiting.result(receipt).transactionHash()).isEqualTo(saved("one").hash());
    Waiting.until("nothing is open", () -> store.unfinished().isEmpty());
  }

  @Test
  void shouldRefuseAReferenceThatNamesAHigherPrice() {
    assertThatThrownBy(() -> sender(500).submit("one/raised:1", CALL))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Signed while the base fee was low, and passed over since. */
  private CompletableFuture<Receipt> overtaken(TransactionSender sender, String reference) {
    CompletableFuture<Receipt> receipt = sender.submit(reference, CALL);
    Waiting.until("it is signed", () -> store.byReference(reference).isPresent());
    Waiting.until("the node has it", () -> isHeld(saved(reference)));
    mineAt(50 * GWEI);
    return receipt;
  }

  private static void assertSameButDearer(PreparedTransaction first, PreparedTransaction raised) {
    RawTransaction one = RawTransaction.parse(first.raw());
    RawTransaction other = RawTransaction.parse(raised.raw());
    assertThat(other.nonce()).isEqualTo(one.nonce());
    assertThat(other.from()).isEqualTo(one.from());
    assertThat(other.to()).isEqualTo(one.to());
    assertThat(other.data()).isEqualTo(one.data());
    assertThat(other.value()).isEqualTo(one.value());
    assertThat(other.gasLimit()).isEqualTo(one.gasLimit());
    assertThat(price(raised)).isGreaterThanOrEqualTo(price(first) / 8 * 9);
    assertThat(other.gasPrice().tip()).isGreaterThan(one.gasPrice().tip());
  }

  private void mineOnceHeld(PreparedTransaction transaction, long gwei) {
    Waiting.until("the node has it", () -> isHeld(transaction));
    mineAt(gwei * GWEI);
  }

  private void mineAt(long baseFee) {
    direct.rpc("anvil_setNextBlockBaseFeePerGas", Hex.quantity(baseFee));
    direct.rpc("evm_mine");
  }

  private static long price(PreparedTransaction prepared) {
    return RawTransaction.parse(prepared.raw()).gasPrice().most().longValueExact();
  }

  /** Empty while nothing is told. */
  private static String standstill(TransactionSender sender) {
    return sender.status().standstill().orElse("");
  }

  private StoredTransaction.End end(String reference) {
    return store.byReference(reference).orElseThrow().end();
  }

  private static Duration seconds(long count) {
    return Duration.ofSeconds(count);
  }

  private TransactionSender sender(long ceilingGwei) {
    return sender(KEY, settings(ceilingGwei), store);
  }

  private static SenderSettings settings(long ceilingGwei) {
    return SenderSettings.with(Fees.fromBaseFee(BigInteger.valueOf(ceilingGwei * GWEI)));
  }

  private TransactionSender sender(
      SigningKey key, SenderSettings settings, PreparedTransactions from) {
    return sender(key, settings, from, seconds(1));
  }
}
