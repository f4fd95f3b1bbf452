package io.govchain.evm.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.evm.EvmException;
import io.govchain.evm.Receipt;
import io.govchain.evm.signing.RawTransaction;
import io.govchain.evm.signing.UnsignedTransaction;
import io.govchain.evm.testchain.Waiting;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is not wanted any more is not sent, and the chain alone tells what became of it. */
@Timeout(120)
class WithdrawnTest extends SendsThroughAlteringNode {
  @Test
  void shouldFillItsNonce_whenNoNodeHasIt() {
    startChain();
    node.refuse(SEND, "not now");
    TransactionSender sender = sender(SenderSettings.zeroFee());
    CompletableFuture<Receipt> receipt = sender.submit("unwanted", CALL);
    CompletableFuture<Receipt> next = sender.submit("next", CALL);
    awaitSaved("next");

    sender.withdraw("unwanted");
    sender.withdraw("unwanted");
    awaitSaved(FILLER);
    node.restore(SEND);

    assertDisplaced(receipt);
    assertThat(Waiting.result(next).succeeded()).isTrue();
    assertThat(store.unfinished()).isEmpty();
    assertThat(direct.receipt(saved("unwanted").hash())).isEmpty();
  }

  @Test
  void shouldNeverSendIt_whenThatIsSaidBeforeTheStart() {
    startChain();
    store.save(prepared("unwanted"));
    TransactionSender sender = sender(SenderSettings.zeroFee());
    direct.rpc("anvil_setIntervalMining", 0);

    sender.withdraw("unwanted");
    sender.resume();
    Waiting.until("the filler waits", () -> direct.pendingTransactionCount(KEY.address()) == 1);
    direct.rpc("anvil_mine", "0x1");

    assertDisplaced(sender.submit("unwanted", CALL));
    assertThat(direct.receipt(saved("unwanted").hash())).isEmpty();
    assertThat(direct.receipt(saved(FILLER).hash())).isPresent();
  }

  @Test
  void shouldTellTheReceipt_whenANodeHasItAndLetsNothingTakeItsPlace() {
    startChain();
    direct.rpc("anvil_setIntervalMining", 0);
    TransactionSender sender = sender(SenderSettings.zeroFee());
    CompletableFuture<Receipt> receipt = sender.submit("unwanted", CALL);
    Waiting.until("it waits", () -> direct.pendingTransactionCount(KEY.address()) == 1);
    node.refuse(SEND, "replacement transaction underpriced");

    sender.withdraw("unwanted");
    Waiting.until("the filler was refused", () -> node.given(SEND) > 0);
    assertThat(receipt).as("nothing is claimed").isNotDone();
    direct.rpc("anvil_mine", "0x1");

    assertThat(Waiting.result(receipt).transactionHash()).isEqualTo(saved("unwanted").hash());
    Waiting.until("nothing is open", () -> store.unfinished().isEmpty());
  }

  @Test
  void shouldOutbidIt_whenANodeHasItAndThereArePrices() {
    startChain("--base-fee", "1000000000");
    direct.rpc("anvil_setIntervalMining", 0);
    TransactionSender sender = sender(SenderSettings.fromBaseFee());
    CompletableFuture<Receipt> receipt = sender.submit("unwanted", CALL);
    Waiting.until("it waits", () -> direct.pendingTransactionCount(KEY.address()) == 1);

    sender.withdraw("unwanted");
    awaitSaved(FILLER);
    Waiting.until("replaced", () -> isHeld(saved(FILLER)) && !isHeld(saved("unwanted")));
    direct.rpc("anvil_mine", "0x1");

    assertDisplaced(receipt);
  }

  @Test
  void shouldLeaveItAlone_whenABlockHasIt() {
    startChain();
    TransactionSender sender = sender(SenderSettings.zeroFee().withConfirmations(5));
    direct.rpc("anvil_setIntervalMining", 0);
    CompletableFuture<Receipt> receipt = sender.submit("unwanted", CALL);
    Waiting.until("it waits", () -> direct.pendingTransactionCount(KEY.address()) == 1);
    direct.rpc("anvil_mine", "0x1");

    sender.withdraw("unwanted");
    direct.rpc("anvil_setIntervalMining", 1);

    assertThat(Waiting.result(receipt).succeeded()).isTrue();
    assertThat(store.byReference(FILLER)).isEmpty();
  }

  @Test
  void shouldFillItsNonce_whenTheBlockThatHadItIsTakenBack() {
    startChain();
    TransactionSender sender = sender(SenderSettings.zeroFee().withConfirmations(50));
    CompletableFuture<Receipt> receipt = sender.submit("unwanted", CALL);
    awaitSaved("unwanted");
    Waiting.until("a block has it", () -> direct.receipt(saved("unwanted").hash()).isPresent());
    direct.rpc("anvil_setIntervalMining", 0);
    long block = direct.receipt(saved("unwanted").hash()).orElseThrow().blockNumber();
    sender.withdraw("unwanted");

    direct.rpc("anvil_reorg", direct.latestHeader().number() - block + 1, List.of());
    assertThat(direct.transactionCount(KEY.address())).isZero();
    sender.onReorg(block - 1);

    awaitSaved(FILLER);
    Waiting.until("the node has it", () -> isHeld(saved(FILLER)));
    direct.rpc("anvil_setIntervalMining", 1);
    direct.rpc("anvil_mine", "0x40");
    assertDisplaced(receipt);
  }

  /** The filler has its end on disk, what it displaced has none yet: as a process leaves it. */
  @Test
  void shouldTellItAllTheSame_whenOnlyTheFillersEndWasSaved() {
    startChain();
    store.save(prepared("unwanted"));
    AtomicBoolean unwritable = new AtomicBoolean(true);
    PreparedTransactions dying =
        new ForwardingStore(store) {
          @Override
          public void abandon(String reference, String reason) {
            if (unwritable.get()) {
              throw new IllegalStateException("killed");
            }
            super.abandon(reference, reason);
          }
        };
    TransactionSender former = sender(SenderSettings.zeroFee(), dying);
    former.withdraw("unwanted");
    former.resume();
    Waiting.until("only that is left", () -> hasEnd(FILLER) && !hasEnd("unwanted"));
    former.close();
    unwritable.set(false);

    TransactionSender next = sender(SenderSettings.zeroFee());

    assertThatThrownBy(() -> Waiting.result(next.submit("unwanted", CALL)))
        .isInstanceOf(EvmException.TransactionDisplaced.class)
        .hasMessageContaining(saved(FILLER).hash());
    assertThat(direct.receipt(saved("unwanted").hash())).isEmpty();
  }

  private boolean hasEnd(String reference) {
    return store
        .byReference(reference)
        .filter(stored -> !(stored.end() instanceof StoredTransaction.End.Unfinished))
        .isPresent();
  }

  private static void assertDisplaced(CompletableFuture<Receipt> receipt) {
    assertThatThrownBy(() -> Waiting.result(receipt))
        .isInstanceOf(EvmException.TransactionDisplaced.class)
        .hasMessageContaining("fills the nonce because its transaction is not wanted any more");
  }

  private PreparedTransaction prepared(String reference) {
    RawTransaction signed =
        KEY.signTransaction(
            new UnsignedTransaction(
                direct.chainId(),
                0,
                CALL.to(),
                BigInteger.ZERO,
                CALL.data(),
                CALL.gasLimit(),
                UnsignedTransaction.GasPrice.zero()));
    return new PreparedTransaction(reference, KEY.address(), 0, signed.hash(), signed.raw());
  }

  /** Nothing is filled for being refused while a test lasts. */
  private TransactionSender sender(SenderSettings settings) {
    return sender(settings, store);
  }

  private TransactionSender sender(SenderSettings settings, PreparedTransactions from) {
    return sender(KEY, settings, from, Duration.ofMinutes(10));
  }
}
