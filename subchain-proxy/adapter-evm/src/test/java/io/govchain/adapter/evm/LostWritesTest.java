package io.govchain.adapter.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.adapter.PreparedWrite;
import io.govchain.evm.EvmException;
import io.govchain.evm.Receipt;
import io.govchain.evm.send.Call;
import io.govchain.evm.send.PreparedTransactions;
import io.govchain.evm.send.SenderSettings;
import io.govchain.evm.send.TransactionSender;
import io.govchain.evm.signing.SigningKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LostWritesTest {
  private static final String ANYBODY = "0x" + "0e".repeat(20);

  @Test
  @Timeout(120)
  void shouldFindThem_whenTheNodeKeepsNoOldStates() throws Exception {
    SigningKey key = SigningKey.random();
    try (LocalChain chain = LocalChain.start(4243, "--prune-history");
        TransactionSender sender =
            new TransactionSender(
                chain.client(), key, PreparedTransactions.inMemory(), SenderSettings.zeroFee())) {
      Receipt first = send(sender, "0x01");
      send(sender, "0x02");
      LocalChain.await(
          "blocks above it",
          () -> chain.client().latestHeader().number() > first.blockNumber() + 3);
      assertThatThrownBy(() -> chain.client().rpc("eth_getTransactionCount", key.address(), "0x1"))
          .isInstanceOf(EvmException.RpcError.class);

      LostWrites lost =
          new LostWrites(
              chain.client(),
              key.address(),
              new MemoryWrites(),
              () -> 0,
              new CaughtUp(chain.client()));

      assertThat(lost.receipt("r", ANYBODY, "0x01").map(Receipt::transactionHash))
          .isEqualTo(Optional.of(first.transactionHash()));
      assertThat(lost.receipt("r", ANYBODY, "0x03")).isEmpty();
    }
  }

  @Test
  @Timeout(120)
  void shouldNotTell_whileOneThatTheStoreDoesNotKnowWaitsToBeMined() throws Exception {
    SigningKey key = SigningKey.random();
    MemoryWrites store = new MemoryWrites();
    store.save(List.of(new PreparedWrite("known", key.address(), 0, "0x00", new byte[0])));
    try (LocalChain chain = LocalChain.start(4244);
        TransactionSender sender =
            new TransactionSender(
                chain.client(), key, PreparedTransactions.inMemory(), SenderSettings.zeroFee())) {
      send(sender, "0x01");
      chain.client().rpc("evm_setIntervalMining", 0);
      CompletableFuture<Receipt> late = sender.submit("0x02", call("0x02"));
      LocalChain.await(
          "the pool to hold it", () -> chain.client().pendingTransactionCount(key.address()) == 2);
      LostWrites lost =
          new LostWrites(
              chain.client(), key.address(), store, () -> 0, new CaughtUp(chain.client()));

      assertThatThrownBy(() -> lost.receipt("r", ANYBODY, "0x02"))
          .isInstanceOf(EvmException.ResponseRefused.class)
          .hasMessageContaining("1 transactions of unknown origin wait to be mined");
      chain.client().rpc("evm_setIntervalMining", 1);
      Receipt mined = late.get(60, TimeUnit.SECONDS);
      assertThat(lost.receipt("r", ANYBODY, "0x02").map(Receipt::transactionHash))
          .contains(mined.transactionHash());
      assertThat(lost.receipt("r", ANYBODY, "0x01")).as("the store has its nonce").isEmpty();
    }
  }

  private static Receipt send(TransactionSender sender, String data) throws Exception {
    return sender.submit(data, call(data)).get(30, TimeUnit.SECONDS);
  }

  private static Call call(String data) {
    return new Call(ANYBODY, data, 100_000);
  }
}
