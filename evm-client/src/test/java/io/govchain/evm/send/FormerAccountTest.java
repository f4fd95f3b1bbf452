package io.govchain.evm.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.Receipt;
import io.govchain.evm.signing.SigningKey;
import io.govchain.evm.signing.UnsignedTransaction;
import io.govchain.evm.testchain.Anvil;
import io.govchain.evm.testchain.Link;
import io.govchain.evm.testchain.Waiting;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A sender whose store begins with what another account signed, as after a rotation. */
class FormerAccountTest {
  private static final SenderSettings SETTINGS =
      SenderSettings.zeroFee()
          .withTimes(Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofMillis(500));
  private static final SigningKey FORMER = Anvil.key(0);
  private static final SigningKey PRESENT = Anvil.key(1);
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
  void shouldBeginWithItsOwnNonces_whenAnotherAccountsAreFinished() {
    TransactionSender before = sender(direct, FORMER, store);
    for (int i = 0; i < 20; i++) {
      Waiting.result(before.submit("before-" + i, call(i)));
    }
    before.close();

    Receipt first = Waiting.result(sender(direct, PRESENT, store).submit("after", call(100)));

    assertThat(first.from()).isEqualTo(PRESENT.address());
    assertThat(stored("after").nonce()).isZero();
  }

  @Test
  void shouldAnswerWithTheReceipt_whenItWasMinedWhileNobodyLooked() {
    PreparedTransaction left = leave("left", 1);
    direct.sendRaw(left.raw());
    mined(left.hash());
    // Ahead of the other account's, where a count of its own would call that nonce passed.
    TransactionSender sender = sender(direct, PRESENT, store);
    Waiting.result(sender.submit("own", call(2)));

    Receipt receipt = Waiting.result(sender.submit("left", call(1)));

    assertThat(receipt.transactionHash()).isEqualTo(left.hash());
    assertThat(store.unfinished()).isEmpty();
    assertThat(sender.status().inFlight()).isZero();
  }

  @Test
  void shouldSendTheSavedBytes_whenTheChainStillWaitsForThem() {
    PreparedTransaction left = leave("left", 1);
    TransactionSender sender = sender(direct, PRESENT, store);

    Receipt own = Waiting.result(sender.submit("own", call(2)));
    Receipt receipt = Waiting.result(sender.submit("left", call(1)));

    assertThat(own.from()).isEqualTo(PRESENT.address());
    assertThat(receipt.transactionHash()).isEqualTo(left.hash());
    assertThat(direct.transactionCount(FORMER.address())).isEqualTo(1);
    assertThat(direct.transactionCount(PRESENT.address())).isEqualTo(1);
  }

  @Test
  void shouldTakeUpWhatNobodyAsksFor_whenItIsResumed() {
    PreparedTransaction left = leave("left", 1);

    sender(direct, PRESENT, store).resume();

    Waiting.until("it landed", () -> store.unfinished().isEmpty());
    assertThat(direct.receipt(left.hash())).isPresent();
  }

  @Test
  void shouldSendThoseBelowToo_whenOnlyALaterOneIsAskedFor() {
    leave("left-0", 0);
    leave("left-1", 1);
    TransactionSender sender = sender(direct, PRESENT, new NamesNoAccounts(store));

    Receipt second = Waiting.result(sender.submit("left-1", call(1)));

    assertThat(second.from()).isEqualTo(FORMER.address());
    assertThat(direct.transactionCount(FORMER.address())).isEqualTo(2);
  }

  @Test
  void shouldEndAsDisplaced_whenItsOwnAccountUsedTheNonce() {
    leave("left", 1);
    UnsignedTransaction other =
        new UnsignedTransaction(
            direct.chainId(),
            0,
            Optional.of(NOBODY),
            BigInteger.ONE,
            "0x",
            21_000,
            UnsignedTransaction.GasPrice.zero());
    String hash = direct.sendRaw(FORMER.signTransaction(other).raw());
    mined(hash);
    TransactionSender sender = sender(direct, PRESENT, store);

    assertThatThrownBy(() -> Waiting.result(sender.submit("left", call(1))))
        .isInstanceOf(EvmException.TransactionDisplaced.class)
        .hasMessageContaining("nonce 0 of " + FORMER.address())
        .hasMessageContaining(hash);
    assertThat(store.byReference("left").orElseThrow().end())
        .isInstanceOf(StoredTransaction.End.Abandoned.class);
    assertThat(direct.transactionCount(PRESENT.address())).isZero();
  }

  /** Its nonce lies in the hole that the present account would be taken to have. */
  @Test
  void shouldFillNoNonce_whenTheFormerAccountCannotGoOn() {
    PreparedTransaction missing = leave("missing", 0);
    leave("left", 1);
    store.abandon("missing", "as if it were lost");
    TransactionSender sender = sender(direct, PRESENT, store);
    CompletableFuture<Receipt> left = sender.submit("left", call(1));

    Waiting.until("it tells", () -> sender.status().problem().isPresent());
    assertThat(sender.status().problem().orElseThrow())
        .contains("left of the former account " + FORMER.address())
        .contains("nonce 1")
        .contains("next is 0");
    assertThat(Waiting.result(sender.submit("own", call(2))).from()).isEqualTo(PRESENT.address());
    assertThat(direct.transactionCount(PRESENT.address())).isEqualTo(1);
    assertThat(left).isNotDone();

    direct.sendRaw(missing.raw());
    assertThat(Waiting.result(left).from()).isEqualTo(FORMER.address());
    Waiting.until("nothing is left to tell", () -> sender.status().problem().isEmpty());
  }

  /** Signed and saved by the former account, never broadcast. */
  private PreparedTransaction leave(String reference, long marker) {
    link.mend();
    TransactionSender dying = sender(linked, FORMER, new CutAfterSave(store, link));
    dying.submit(reference, call(marker));
    Waiting.until("saved", () -> store.byReference(reference).isPresent());
    dying.close();
    return stored(reference);
  }

  private PreparedTransaction stored(String reference) {
    return store.byReference(reference).orElseThrow().prepared();
  }

  private void mined(String hash) {
    Waiting.until("mined", () -> direct.receipt(hash).isPresent());
  }

  private TransactionSender sender(EvmClient client, SigningKey key, PreparedTransactions from) {
    TransactionSender sender = new TransactionSender(client, key, from, SETTINGS);
    senders.add(sender);
    return sender;
  }

  private static Call call(long marker) {
    return new Call(NOBODY, "0x%08x".formatted(marker), 30_000);
  }

  /** As a store that is asked account by account. */
  private static final class NamesNoAccounts extends ForwardingStore {
    private final PreparedTransactions store;

    NamesNoAccounts(PreparedTransactions store) {
      super(store);
      this.store = store;
    }

    @Override
    public List<PreparedTransaction> unfinished() {
      return store.unfinished(PRESENT.address());
    }

    @Override
    public List<PreparedTransaction> unfinished(String account) {
      return store.unfinished(account);
    }
  }
}
