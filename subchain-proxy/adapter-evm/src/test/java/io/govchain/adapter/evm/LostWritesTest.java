package io.govchain.adapter.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.evm.EvmException;
import io.govchain.evm.Receipt;
import io.govchain.evm.send.Call;
import io.govchain.evm.send.PreparedTransactions;
import io.govchain.evm.send.SenderSettings;
import io.govchain.evm.send.TransactionSender;
import io.govchain.evm.signing.SigningKey;
import java.util.Optional;
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

      LostWrites lost = new LostWrites(chain.client(), key.address(), new MemoryWrites());

      assertThat(lost.receipt("r", ANYBODY, "0x01").map(Receipt::transactionHash))
          .isEqualTo(Optional.of(first.transactionHash()));
      assertThat(lost.receipt("r", ANYBODY, "0x03")).isEmpty();
    }
  }

  private static Receipt send(TransactionSender sender, String data) throws Exception {
    return sender.submit(data, new Call(ANYBODY, data, 100_000)).get(30, TimeUnit.SECONDS);
  }
}
