package io.govchain.adapter.evm;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.adapter.PreparedWrite;
import io.govchain.adapter.PreparedWrites;
import io.govchain.adapter.WriteOutcome;
import io.govchain.adapter.WriteRequest;
import io.govchain.evm.abi.CustomErrors;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.send.Call;
import io.govchain.evm.send.Fees;
import io.govchain.evm.send.PreparedTransactions;
import io.govchain.evm.send.SenderSettings;
import io.govchain.evm.send.TransactionSender;
import io.govchain.evm.signing.RawTransaction;
import io.govchain.evm.signing.SigningKey;
import io.govchain.evm.signing.UnsignedTransaction;
import io.govchain.evm.signing.UnsignedTransaction.GasPrice;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The base fee rises above what was signed, and the operator outbids it, as the manual says; or the
 * sender itself, where a ceiling was set.
 */
@Timeout(120)
class OutbidWriteTest {
  private static final long GWEI = 1_000_000_000L;

  /** A contract that takes any call. */
  private static final String TAKES_ANYTHING = "0x683360005260206000f360005260096017f3";

  private final SigningKey key = SigningKey.random();
  private final MemoryWrites store = new MemoryWrites();
  private LocalChain chain;
  private WriteRequest request;
  private EvmWrites writes;

  @BeforeEach
  void start() throws Exception {
    chain = LocalChain.start(4263);
    try (TransactionSender deployer =
        new TransactionSender(
            chain.client(),
            SigningKey.random(),
            PreparedTransactions.inMemory(),
            SenderSettings.zeroFee())) {
      String contract =
          deployer
              .submit("deploy", Call.create(TAKES_ANYTHING, 3_000_000))
              .get(60, TimeUnit.SECONDS)
              .contractAddress()
              .orElseThrow();
      request = new WriteRequest("outbid", new byte[34], contract, "store(uint256)", "[7]");
    }
    chain.client().rpc("evm_setIntervalMining", 0);
    chain.client().rpc("anvil_setBalance", key.address(), "0x56bc75e2d63100000");
    mineAt(GWEI);
    writes = writes();
  }

  @AfterEach
  void stop() {
    writes.close();
    chain.close();
  }

  @Test
  void shouldTellThatItSucceeded_whenTheSameCallWithAHigherPriceIsMined() throws Exception {
    CompletableFuture<WriteOutcome> outcome = stuck();

    String outbid = chain.client().sendRaw(outbidding(saved()));
    mineAt(50 * GWEI);

    assertThat(outcome.get(60, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(
            WriteOutcome.Succeeded.class,
            succeeded -> assertThat(succeeded.transactionHash()).isEqualTo(outbid));
    assertThat(chain.client().transactionCount(key.address())).isEqualTo(1);
  }

  @Test
  void shouldTellThatItSucceeded_whenTheProxyWasAwayMeanwhile() throws Exception {
    stuck();
    writes.close();

    String outbid = chain.client().sendRaw(outbidding(saved()));
    mineAt(50 * GWEI);
    writes = writes();

    assertThat(writes.write(request).get(60, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(
            WriteOutcome.Succeeded.class,
            succeeded -> assertThat(succeeded.transactionHash()).isEqualTo(outbid));
  }

  /** A node may drop, and refuse, what offers less than the base fee: then it is sent again. */
  @Test
  void shouldTellThatItSucceeded_whenTheBaseFeeFallsAgain() throws Exception {
    CompletableFuture<WriteOutcome> outcome = stuck();
    assertThat(chain.client().transaction(saved().hash())).as("dropped").isEmpty();

    mineAt(GWEI);
    LocalChain.await(
        "it is sent again", () -> chain.client().transaction(saved().hash()).isPresent());
    mineAt(GWEI);

    assertThat(outcome.get(60, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(
            WriteOutcome.Succeeded.class,
            succeeded -> assertThat(succeeded.transactionHash()).isEqualTo(saved().hash()));
  }

  @Test
  void shouldTellThatItSucceeded_whenTheSenderRaisesThePriceByItself() throws Exception {
    writes.close();
    writes = writes(raising());
    CompletableFuture<WriteOutcome> outcome = writes.write(request);
    LocalChain.await(
        "the pool to hold it",
        () ->
            store
                .byReference("outbid")
                .filter(write -> chain.client().transaction(write.hash()).isPresent())
                .isPresent());
    mineAt(50 * GWEI);

    String name = TransactionSender.raisedReference("outbid", 1);
    assertThat(name).isEqualTo("outbid" + PreparedWrites.RAISED + 1);
    LocalChain.await("it is signed again", () -> store.byReference(name).isPresent());
    PreparedWrite raised = store.byReference(name).orElseThrow();
    LocalChain.await(
        "the pool to hold that", () -> chain.client().transaction(raised.hash()).isPresent());
    mineAt(50 * GWEI);

    assertThat(outcome.get(60, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(
            WriteOutcome.Succeeded.class,
            succeeded -> assertThat(succeeded.transactionHash()).isEqualTo(raised.hash()));
    assertThat(writes.write(request).get(60, TimeUnit.SECONDS)).isEqualTo(outcome.get());
    assertThat(chain.client().transactionCount(key.address())).isEqualTo(1);
  }

  /** The database is put back as it was before the price was raised, or the write was signed. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldTellWhatWasMadeForMore_whenTheStoreKnowsNothingOfIt(boolean first) throws Exception {
    writes.close();
    writes = writes(raising());
    CompletableFuture<WriteOutcome> outcome = writes.write(request);
    LocalChain.await("it is signed", () -> store.byReference("outbid").isPresent());
    MemoryWrites copy = first ? store.copy() : new MemoryWrites();
    mineAt(50 * GWEI);
    String name = TransactionSender.raisedReference("outbid", 1);
    LocalChain.await("it is signed again", () -> store.byReference(name).isPresent());
    String raised = store.byReference(name).orElseThrow().hash();
    LocalChain.await("the pool to hold that", () -> chain.client().transaction(raised).isPresent());
    mineAt(50 * GWEI);
    WriteOutcome told = outcome.get(60, TimeUnit.SECONDS);
    writes.close();

    writes = writes(raising(), copy);

    assertThat(writes.write(request).get(60, TimeUnit.SECONDS)).isEqualTo(told);
    assertThat(chain.client().transactionCount(key.address())).isEqualTo(1);
  }

  private static SenderSettings raising() {
    return times(
        SenderSettings.with(Fees.fromBaseFee(BigInteger.valueOf(900 * GWEI))),
        Duration.ofSeconds(1));
  }

  /** Signed while the base fee was low, and passed over since. */
  private CompletableFuture<WriteOutcome> stuck() {
    CompletableFuture<WriteOutcome> outcome = writes.write(request);
    LocalChain.await("it is signed", () -> store.byReference("outbid").isPresent());
    LocalChain.await(
        "the pool to hold it", () -> chain.client().transaction(saved().hash()).isPresent());
    for (int blocks = 0; blocks < 3; blocks++) {
      mineAt(50 * GWEI);
    }
    assertThat(outcome).isNotDone();
    assertThat(chain.client().transactionCount(key.address())).isZero();
    return outcome;
  }

  private PreparedWrite saved() {
    return store.byReference("outbid").orElseThrow();
  }

  private void mineAt(long baseFee) {
    chain.client().rpc("anvil_setNextBlockBaseFeePerGas", Hex.quantity(baseFee));
    chain.client().rpc("evm_mine");
  }

  private String outbidding(PreparedWrite write) {
    RawTransaction same = RawTransaction.parse(write.signed());
    return key.signTransaction(
            new UnsignedTransaction(
                chain.client().chainId(),
                same.nonce(),
                same.to(),
                same.value(),
                same.data(),
                same.gasLimit(),
                new GasPrice.DynamicFee(
                    BigInteger.valueOf(200 * GWEI), BigInteger.valueOf(2 * GWEI))))
        .raw();
  }

  private EvmWrites writes() {
    return writes(times(SenderSettings.fromBaseFee(), Duration.ofMinutes(10)));
  }

  private static SenderSettings times(SenderSettings sender, Duration patience) {
    return sender.withTimes(Duration.ofMillis(50), Duration.ofMillis(500), patience);
  }

  private EvmWrites writes(SenderSettings sender) {
    return writes(sender, store);
  }

  private EvmWrites writes(SenderSettings sender, MemoryWrites from) {
    return EvmWrites.open(
        chain.client(),
        new EvmSettings(
            chain.client().endpoint(), key, CustomErrors.none(), 100_000, sender, Optional.empty()),
        from);
  }
}
