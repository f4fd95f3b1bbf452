package io.govchain.adapter.evm;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.adapter.PreparedWrite;
import io.govchain.adapter.WriteOutcome;
import io.govchain.adapter.WriteRequest;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.abi.CustomErrors;
import io.govchain.evm.send.Call;
import io.govchain.evm.send.PreparedTransactions;
import io.govchain.evm.send.SenderSettings;
import io.govchain.evm.send.TransactionSender;
import io.govchain.evm.signing.SigningKey;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A write that is not wanted any more, and a process that dies on the way to that. */
@Timeout(120)
class WithdrawnWritesTest {
  private static final String SEND = "eth_sendRawTransaction";

  /** A contract that takes any call. */
  private static final String TAKES_ANYTHING = "0x683360005260206000f360005260096017f3";

  private final SigningKey key = SigningKey.random();
  private final MemoryWrites store = new MemoryWrites();
  private final AlteringNode deaf = new AlteringNode();
  private LocalChain chain;
  private EvmClient lost;
  private WriteRequest request;
  private EvmWrites former;
  private CompletableFuture<WriteOutcome> pending;
  private PreparedWrite saved;

  @BeforeEach
  void signOneThatNoNodeHas() throws Exception {
    chain = LocalChain.start(4253);
    lost = EvmClient.connect(EvmEndpoint.of(chain.http()), deaf);
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
      request = new WriteRequest("unwanted", new byte[34], contract, "store(uint256)", "[7]");
    }
    deaf.answer(SEND, "\"0x" + "11".repeat(32) + "\"");
    former = writes(lost, store);
    pending = former.write(request);
    LocalChain.await("it is signed", () -> store.byReference("unwanted").isPresent());
    saved = store.byReference("unwanted").orElseThrow();
  }

  @AfterEach
  void stop() {
    former.close();
    lost.close();
    deaf.close();
    chain.close();
  }

  @Test
  void shouldTellThatItFailed_onceTheChainHasSomethingElseInItsPlace() throws Exception {
    former.withdraw("unwanted");
    LocalChain.await("its nonce is filled", () -> store.unfinished(key.address()).size() == 2);
    assertThat(pending).as("nothing is claimed").isNotDone();
    deaf.restore(SEND);
    reopened(store);

    assertRefused(former.write(request));
    assertThat(store.unfinished(key.address())).isEmpty();
  }

  @Test
  void shouldNeverSendIt_whenTheProcessDiedBetweenTheNoteAndTheFiller() throws Exception {
    MemoryWrites killed = store.copy();
    killed.withdraw("unwanted");

    reopened(killed);
    former.resume();

    assertRefused(former.write(request));
    former.withdraw("unwanted");
    assertRefused(former.write(request));
    assertThat(chain.client().transactionCount(key.address())).isEqualTo(1);
  }

  @Test
  void shouldTellThatItFailed_whenTheNodeHasForgottenTheStatesSince() throws Exception {
    former.withdraw("unwanted");
    deaf.restore(SEND);
    reopened(store);
    assertRefused(former.write(request));
    for (int block = 0; block < 5; block++) {
      chain.client().rpc("evm_mine");
    }

    try (ForgetfulNode node = new ForgetfulNode();
        EvmClient client = EvmClient.connect(EvmEndpoint.of(chain.http()), node)) {
      node.forgetBelow(chain.client().latestHeader().number());
      former.close();
      former = writes(client, store);
      former.resume();
      assertRefused(former.write(request));
    }
  }

  @Test
  void shouldChangeNothing_whenItHasAnOutcomeOrWasNeverSigned() throws Exception {
    deaf.restore(SEND);
    reopened(store);
    former.resume();
    assertThat(former.write(request).get(60, TimeUnit.SECONDS))
        .isInstanceOf(WriteOutcome.Succeeded.class);

    former.withdraw("unwanted");
    former.withdraw("unheard-of");

    assertThat(former.write(request).get(60, TimeUnit.SECONDS))
        .isInstanceOf(WriteOutcome.Succeeded.class);
    assertThat(chain.client().transactionCount(key.address())).isEqualTo(1);
  }

  /** As the next process finds it. */
  private void reopened(MemoryWrites as) {
    former.close();
    former = writes(chain.client(), as);
  }

  private void assertRefused(CompletableFuture<WriteOutcome> outcome) throws Exception {
    assertThat(outcome.get(60, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(
            WriteOutcome.Refused.class,
            refused ->
                assertThat(refused.reason().text()).contains("was used by", "not wanted any more"));
    assertThat(chain.client().receipt(saved.hash())).isEmpty();
  }

  private EvmWrites writes(EvmClient to, MemoryWrites from) {
    SenderSettings sender =
        SenderSettings.zeroFee()
            .withTimes(Duration.ofMillis(50), Duration.ofMillis(500), Duration.ofMinutes(10));
    return EvmWrites.open(
        to,
        new EvmSettings(to.endpoint(), key, CustomErrors.none(), 100_000, sender, Optional.empty()),
        from);
  }
}
