package io.govchain.evm.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.EvmException;
import io.govchain.evm.Receipt;
import io.govchain.evm.signing.RawTransaction;
import io.govchain.evm.signing.SigningKey;
import io.govchain.evm.signing.UnsignedTransaction;
import io.govchain.evm.testchain.AlteringNode;
import io.govchain.evm.testchain.Anvil;
import io.govchain.evm.testchain.Waiting;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What does not go on by itself is told. */
@Timeout(120)
class StandstillTest {
  private static final String SEND = "eth_sendRawTransaction";
  private static final SigningKey KEY = Anvil.key(0);
  private static final String NOBODY = "0x" + "aa".repeat(20);
  private static final Call CALL = new Call(NOBODY, "0x01", 30_000);

  private final Anvil anvil = Anvil.start();
  private final EvmClient direct = anvil.client();
  private final AlteringNode node = new AlteringNode();
  private final EvmClient altered =
      EvmClient.connect(EvmEndpoint.of(URI.create("http://127.0.0.1:" + anvil.port())), node);
  private final PreparedTransactions store = PreparedTransactions.inMemory();
  private Optional<TransactionSender> opened = Optional.empty();

  @AfterEach
  void stop() {
    opened.ifPresent(TransactionSender::close);
    altered.close();
    node.close();
    direct.close();
    anvil.close();
  }

  @Test
  void shouldTell_whenTheNodeTakesATransactionThatNoBlockTakes() {
    direct.rpc("anvil_setIntervalMining", 0);
    TransactionSender sender = sender(store);
    CompletableFuture<Receipt> receipt = sender.submit("cheap", CALL);

    assertThat(standstill(sender)).contains("cheap").contains("nonce 0").contains("no block does");

    direct.rpc("anvil_setIntervalMining", 1);
    Waiting.result(receipt);
    Waiting.until("nothing is left to tell", () -> sender.status().standstill().isEmpty());
  }

  /** Half a minute a block; the genesis block is of another age. */
  @Test
  void shouldNotTell_whileTheChainsBlocksAreSlowerThanThat() {
    direct.rpc("anvil_setIntervalMining", 0);
    direct.rpc("anvil_mine", "0x8", "0x1e");
    TransactionSender sender = sender(store);
    CompletableFuture<Receipt> receipt = sender.submit("patient", CALL);

    Waiting.until(
        "a while has passed",
        () -> sender.status().stalledFor().compareTo(Duration.ofSeconds(4)) > 0);
    assertThat(sender.status().standstill()).isEmpty();

    direct.rpc("anvil_mine", "0x1");
    assertThat(Waiting.result(receipt).succeeded()).isTrue();
  }

  @Test
  void shouldTell_whenMoreNoncesAreMissingThanAreFilled() {
    store.save(prepared(17));
    TransactionSender sender = sender(store);
    sender.resume();

    assertThat(standstill(sender)).contains("nonce 17").contains("next is 0").contains("17 nonces");
    assertThat(store.unfinished()).as("nothing is filled").hasSize(1);
  }

  @Test
  void shouldTellTheRefusal_whenTheNodeDoesNotKnowWhatItIsGiven() {
    node.refuse(SEND, "unknown transaction type");
    TransactionSender sender = sender(store);
    CompletableFuture<Receipt> receipt = sender.submit("strange", CALL);

    assertThat(standstill(sender))
        .contains("strange")
        .contains("refuses it: unknown transaction type");

    node.restore(SEND);
    assertThatThrownBy(() -> Waiting.result(receipt))
        .isInstanceOf(EvmException.TransactionDisplaced.class)
        .hasMessageContaining("fills the nonce because the node refuses strange");
  }

  @Test
  void shouldTell_whenTheNodeDoesNotShowWhatUsedANonceForSoLong() {
    node.answer("eth_getTransactionReceipt", "null");
    node.answer("eth_getBlockReceipts", "null");
    TransactionSender sender = sender(store);
    CompletableFuture<Receipt> receipt = sender.submit("mine", CALL);

    assertThat(standstill(sender)).contains("what used nonce 0").contains("stays open");

    node.restore("eth_getTransactionReceipt");
    Waiting.result(receipt);
    Waiting.until("nothing is left to tell", () -> sender.status().standstill().isEmpty());
    assertThat(sender.status().problem()).isEmpty();
  }

  private String standstill(TransactionSender sender) {
    Waiting.until("it tells", () -> sender.status().standstill().isPresent());
    return sender.status().standstill().orElseThrow();
  }

  private PreparedTransaction prepared(long nonce) {
    RawTransaction signed =
        KEY.signTransaction(
            new UnsignedTransaction(
                direct.chainId(),
                nonce,
                Optional.of(NOBODY),
                BigInteger.ZERO,
                "0x",
                21_000,
                UnsignedTransaction.GasPrice.zero()));
    return new PreparedTransaction(
        "saved-" + nonce, KEY.address(), nonce, signed.hash(), signed.raw());
  }

  private TransactionSender sender(PreparedTransactions from) {
    TransactionSender sender =
        new TransactionSender(
            altered,
            KEY,
            from,
            SenderSettings.zeroFee()
                .withTimes(Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofSeconds(1)));
    opened = Optional.of(sender);
    return sender;
  }
}
