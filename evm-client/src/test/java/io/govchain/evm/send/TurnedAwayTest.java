package io.govchain.evm.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.Receipt;
import io.govchain.evm.signing.RawTransaction;
import io.govchain.evm.signing.SigningKey;
import io.govchain.evm.signing.UnsignedTransaction;
import io.govchain.evm.testchain.Anvil;
import io.govchain.evm.testchain.Waiting;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a caller was told as unavailable stays undone. */
@Timeout(120)
class TurnedAwayTest {
  private static final SigningKey KEY = Anvil.key(0);
  private static final String NOBODY = "0x" + "aa".repeat(20);
  private static final Call CALL = new Call(NOBODY, "0x01", 30_000);

  private final Anvil anvil = Anvil.start();
  private final EvmClient direct = anvil.client();
  private final PreparedTransactions store = PreparedTransactions.inMemory();
  private Optional<TransactionSender> opened = Optional.empty();

  @AfterEach
  void stop() {
    opened.ifPresent(TransactionSender::close);
    direct.close();
    anvil.close();
  }

  @Test
  void shouldNeverSign_whenTheCallerWasToldThatItIsUnavailable() {
    Refusing refusing = new Refusing(store);
    TransactionSender sender = sender(refusing);

    assertThatThrownBy(() -> Waiting.result(sender.submit("turned away", CALL)))
        .isInstanceOf(EvmException.SenderUnavailable.class);

    assertThat(Waiting.result(sender.submit("other", CALL)).succeeded()).isTrue();
    assertThat(store.byReference("turned away")).isEmpty();
    assertThat(direct.transactionCount(KEY.address())).isEqualTo(1);
    assertThat(sender.status().queued()).isZero();
  }

  /** Its disk fails once, and then it shows once what another account signed. */
  private final class Refusing extends ForwardingStore {
    private boolean failed;
    private boolean shown;

    Refusing(PreparedTransactions inner) {
      super(inner);
    }

    @Override
    public void saveAll(List<PreparedTransaction> prepared) {
      if (!failed) {
        failed = true;
        throw new IllegalStateException("disk failure");
      }
      super.saveAll(prepared);
    }

    @Override
    public List<PreparedTransaction> unfinished() {
      if (failed && !shown) {
        shown = true;
        RawTransaction theirs = theirs();
        return List.of(
            new PreparedTransaction("theirs", KEY.address(), 0, theirs.hash(), theirs.raw()));
      }
      return super.unfinished();
    }
  }

  @Test
  void shouldTurnAwayAndKeepCount_whenTooManyWait() {
    Submissions submissions = new Submissions(1);
    submissions.add("first", CALL);

    CompletableFuture<Receipt> second = submissions.add("second", CALL);

    assertThatThrownBy(() -> Waiting.result(second))
        .isInstanceOf(EvmException.SenderUnavailable.class)
        .hasMessageContaining("second turned away: 1 transactions wait already");
    assertThat(submissions.add("first", CALL)).as("waits with the first").isNotDone();
    assertThat(submissions.queued()).isEqualTo(1);
    assertThat(submissions.take(5)).extracting(Submission::reference).containsExactly("first");
    assertThat(submissions.queued()).isZero();
  }

  private RawTransaction theirs() {
    return Anvil.key(1)
        .signTransaction(
            new UnsignedTransaction(
                direct.chainId(),
                0,
                Optional.of(NOBODY),
                BigInteger.ZERO,
                "0x",
                21_000,
                UnsignedTransaction.GasPrice.zero()));
  }

  private TransactionSender sender(PreparedTransactions from) {
    TransactionSender sender = new TransactionSender(direct, KEY, from, SenderSettings.zeroFee());
    opened = Optional.of(sender);
    return sender;
  }
}
