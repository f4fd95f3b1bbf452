package io.govchain.adapter.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.adapter.PreparedWrite;
import io.govchain.adapter.SubchainUnavailableException;
import io.govchain.adapter.WriteOutcome;
import io.govchain.adapter.WriteRequest;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.EvmException;
import io.govchain.evm.abi.CustomErrors;
import io.govchain.evm.send.Call;
import io.govchain.evm.send.PreparedTransactions;
import io.govchain.evm.send.SenderSettings;
import io.govchain.evm.send.TransactionSender;
import io.govchain.evm.signing.RawTransaction;
import io.govchain.evm.signing.SigningKey;
import io.govchain.evm.signing.UnsignedTransaction;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After the loss of the database: writes of before that the node does not show, or not yet. */
@Timeout(120)
class UnshownWritesTest {
  private static final String RECEIPT = "eth_getTransactionReceipt";
  private static final String COUNT = "eth_getTransactionCount";
  private static final String SYNCING = "eth_syncing";
  private static final String BLOCK_RECEIPTS = "eth_getBlockReceipts";

  /** A contract that takes any call. */
  private static final String TAKES_ANYTHING = "0x683360005260206000f360005260096017f3";

  private final SigningKey key = SigningKey.random();
  private final MemoryWrites empty = new MemoryWrites();
  private final AlteringNode node = new AlteringNode();
  private LocalChain chain;
  private EvmClient client;
  private String contract;
  private EvmWrites former;
  private EvmWrites present;

  @BeforeEach
  void start() throws Exception {
    chain = LocalChain.start(4251);
    client = EvmClient.connect(EvmEndpoint.of(chain.http()), node);
    try (TransactionSender deployer =
        new TransactionSender(
            chain.client(),
            SigningKey.random(),
            PreparedTransactions.inMemory(),
            SenderSettings.zeroFee())) {
      contract =
          deployer
              .submit("deploy", Call.create(TAKES_ANYTHING, 3_000_000))
              .get(60, TimeUnit.SECONDS)
              .contractAddress()
              .orElseThrow();
    }
    former = writes(chain.client(), new MemoryWrites());
    present = writes(client, empty);
  }

  @AfterEach
  void stop() {
    present.close();
    former.close();
    client.close();
    node.close();
    chain.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]"})
  void shouldNeitherTellNorWrite_whenTheNodeShowsTheWriteButNoReceipt(String none)
      throws Exception {
    WriteOutcome known = result(former.write(request(1)));
    node.answer(RECEIPT, "null");
    node.answer(BLOCK_RECEIPTS, none);

    assertCannotTell(() -> present.earlier(request(1)));
    assertThat(present.write(request(1)))
        .failsWithin(Duration.ofSeconds(30))
        .withThrowableThat()
        .withCauseInstanceOf(SubchainUnavailableException.class);
    assertNothingPrepared(request(1));

    node.restore(BLOCK_RECEIPTS);
    node.restore(RECEIPT);
    assertThat(result(present.write(request(1)))).isEqualTo(known);
    assertThat(count()).isEqualTo(1);
  }

  /** It shows a state in which nothing of it was written yet, as after an outage. */
  @Test
  void shouldNeitherTellNorWrite_whileTheNodeCatchesUp() throws Exception {
    WriteOutcome known = result(former.write(request(1)));
    showAnOldState();
    node.answer(SYNCING, "{\"currentBlock\":\"0x1\",\"highestBlock\":\"0xff\"}");

    assertCannotTell(() -> present.earlier(request(1)));
    assertThat(present.write(request(1)))
        .failsWithin(Duration.ofSeconds(30))
        .withThrowableThat()
        .withMessageContaining("catching up: at block 1 of 255");
    assertNothingPrepared(request(1));

    node.restore(COUNT);
    node.restore(SYNCING);
    LocalChain.await("it has caught up", () -> present.caughtUp().behind().isEmpty());
    assertThat(result(present.write(request(1)))).isEqualTo(known);
    assertThat(count()).isEqualTo(1);
  }

  /** It does not say so: some nodes say nothing until they have found a peer. */
  @Test
  void shouldNeitherTellNorWrite_whenTheNodeHasLessThanAFormerLifeSaw() throws Exception {
    WriteOutcome known = result(former.write(request(1)));
    showAnOldState();
    long chainId = chain.client().chainId();
    long ahead = chain.client().latestHeader().number() + 20;
    present.caughtUp().expect(chainId, ahead);
    present.caughtUp().expect(chainId + 1, ahead + 1_000_000);

    assertCannotTell(() -> present.earlier(request(1)));

    node.restore(COUNT);
    chain.client().rpc("anvil_mine", "0x14");
    assertThat(result(present.write(request(1)))).isEqualTo(known);
    assertThat(count()).isEqualTo(1);
  }

  private void showAnOldState() {
    node.answer(COUNT, "\"0x0\"");
  }

  @Test
  void shouldTellIt_whenTheNodeForgotWhereTheTransactionStandsButNotTheBlock() throws Exception {
    WriteOutcome known = result(former.write(request(1)));
    node.answer(RECEIPT, "null");

    assertThat(present.earlier(request(1))).contains(known);
  }

  @Test
  void shouldNeitherTellNorWrite_untilTheBlockIsDeepEnough() throws Exception {
    present.confirmAtLeast(5);
    chain.client().rpc("evm_setIntervalMining", 0);
    CompletableFuture<WriteOutcome> outcome = former.write(request(1));
    mineWhenPooled();
    WriteOutcome known = result(outcome);

    assertCannotTell(() -> present.earlier(request(1)));
    chain.client().rpc("anvil_mine", "0x4");
    assertCannotTell(() -> present.earlier(request(1)));
    chain.client().rpc("anvil_mine", "0x1");
    assertThat(present.earlier(request(1))).contains(known);
    assertNothingPrepared(request(1));
  }

  @Test
  void shouldNeitherTellNorWrite_whenTheChainTookBackWhatWasFound() throws Exception {
    chain.client().rpc("evm_setIntervalMining", 0);
    String before = chain.client().rpc("evm_snapshot").asText();
    long head = chain.client().latestHeader().number();
    CompletableFuture<WriteOutcome> outcome = former.write(request(1));
    mineWhenPooled();
    assertThat(present.earlier(request(1))).contains(result(outcome));
    former.close();

    chain.client().rpc("evm_revert", before);

    assertCannotTell(() -> present.earlier(request(1)));
    assertNothingPrepared(request(1));
    present.onReorg(head);
    assertThat(present.earlier(request(1))).isEmpty();
    CompletableFuture<WriteOutcome> again = present.write(request(1));
    mineWhenPooled();
    assertThat(result(again)).isInstanceOf(WriteOutcome.Succeeded.class);
  }

  @Test
  void shouldFindIt_whenItReachedABlockAfterTheFirstLook() throws Exception {
    assertThat(present.earlier(request(1))).isEmpty();
    WriteOutcome late = result(former.write(request(1)));

    assertThat(present.earlier(request(1))).contains(late);
    assertThat(result(present.write(request(1)))).isEqualTo(late);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void shouldNotSayNever_whenTheCountPassedANonceThatNoBlockExplains() throws Exception {
    chain.client().rpc("anvil_setNonce", key.address(), "0x1");
    LocalChain.await("a block with it", () -> chain.client().latestHeader().number() > 4);

    assertCannotTell(() -> present.earlier(request(1)));
  }

  @Test
  void shouldTellTheFormerWrite_whenItTookTheNonceOfTheSameWrite() throws Exception {
    chain.client().rpc("evm_setIntervalMining", 0);
    CompletableFuture<WriteOutcome> outcome = present.write(request(1));
    LocalChain.await(
        "the write to be saved", () -> empty.byReference(request(1).reference()).isPresent());
    PreparedWrite saved = empty.byReference(request(1).reference()).orElseThrow();
    LocalChain.await(
        "the pool to hold it", () -> chain.client().transaction(saved.hash()).isPresent());
    chain.client().rpc("anvil_dropTransaction", saved.hash());
    String former = chain.client().sendRaw(signedBefore(saved));
    chain.client().rpc("anvil_mine", "0x1");

    assertThat(result(outcome))
        .isInstanceOfSatisfying(
            WriteOutcome.Succeeded.class,
            succeeded -> assertThat(succeeded.transactionHash()).isEqualTo(former));
  }

  /** The same call with the same nonce, but not the same bytes. */
  private String signedBefore(PreparedWrite write) {
    RawTransaction same = RawTransaction.parse(write.signed());
    return key.signTransaction(
            new UnsignedTransaction(
                chain.client().chainId(),
                same.nonce(),
                same.to(),
                same.value(),
                same.data(),
                same.gasLimit() + 1,
                UnsignedTransaction.GasPrice.zero()))
        .raw();
  }

  private void mineWhenPooled() {
    long mined = count();
    LocalChain.await(
        "the pool to hold it", () -> chain.client().pendingTransactionCount(key.address()) > mined);
    chain.client().rpc("anvil_mine", "0x1");
  }

  private static void assertCannotTell(ThrowingCallable asking) {
    assertThatThrownBy(asking).isInstanceOf(EvmException.ResponseRefused.class);
  }

  private void assertNothingPrepared(WriteRequest request) {
    assertThat(empty.byReference(request.reference())).isEmpty();
  }

  private long count() {
    return chain.client().transactionCount(key.address());
  }

  private static WriteOutcome result(CompletableFuture<WriteOutcome> outcome) throws Exception {
    return outcome.get(60, TimeUnit.SECONDS);
  }

  private EvmWrites writes(EvmClient to, MemoryWrites store) {
    SenderSettings sender =
        SenderSettings.zeroFee()
            .withTimes(Duration.ofMillis(50), Duration.ofSeconds(2), Duration.ofSeconds(30));
    return EvmWrites.open(
        to,
        new EvmSettings(to.endpoint(), key, CustomErrors.none(), 100_000, sender, Optional.empty()),
        store);
  }

  private WriteRequest request(int number) {
    return new WriteRequest(
        "write-" + number,
        Arrays.copyOf(new byte[] {(byte) number}, 34),
        contract,
        "store(uint256)",
        "[" + number + "]");
  }
}
