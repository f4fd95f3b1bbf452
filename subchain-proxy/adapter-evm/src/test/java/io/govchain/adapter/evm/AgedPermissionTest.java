package io.govchain.adapter.evm;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.adapter.PreparedWrite;
import io.govchain.adapter.SubchainUnavailableException;
import io.govchain.adapter.WriteOutcome;
import io.govchain.adapter.WriteRequest;
import io.govchain.evm.EvmClient;
import io.govchain.evm.abi.CustomErrors;
import io.govchain.evm.send.Call;
import io.govchain.evm.send.PreparedTransactions;
import io.govchain.evm.send.SenderSettings;
import io.govchain.evm.send.TransactionSender;
import io.govchain.evm.signing.SigningKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A write that was permitted and could not be saved for a while: its transaction may have ended.
 */
@Timeout(120)
class AgedPermissionTest {
  /** A contract that takes any call. */
  private static final String TAKES_ANYTHING = "0x683360005260206000f360005260096017f3";

  private final SigningKey key = SigningKey.random();
  private final FullDisk store = new FullDisk();
  private LocalChain chain;
  private EvmWrites writes;
  private String contract;

  /** Room is given back when a test wants it. */
  private static final class FullDisk extends MemoryWrites {
    private volatile boolean full;

    @Override
    public void save(List<PreparedWrite> prepared) {
      if (full) {
        throw new IllegalStateException("database or disk is full");
      }
      super.save(prepared);
    }
  }

  @BeforeEach
  void start() throws Exception {
    chain = LocalChain.start(4262);
    EvmClient client = chain.client();
    try (TransactionSender deployer =
        new TransactionSender(
            client,
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
    writes =
        EvmWrites.open(
            client,
            new EvmSettings(
                client.endpoint(),
                key,
                CustomErrors.none(),
                100_000,
                SenderSettings.zeroFee(),
                Optional.empty()),
            store);
  }

  @AfterEach
  void stop() {
    writes.close();
    chain.close();
  }

  @Test
  void shouldNeverSignIt_whenItCouldNotBeSavedInTime() throws Exception {
    store.full = true;

    assertThat(writes.write(request("late")))
        .failsWithin(Duration.ofSeconds(60))
        .withThrowableThat()
        .withCauseInstanceOf(SubchainUnavailableException.class);

    store.full = false;
    assertThat(writes.write(request("other")).get(60, TimeUnit.SECONDS))
        .isInstanceOf(WriteOutcome.Succeeded.class);
    assertThat(store.byReference("late")).isEmpty();
    assertThat(chain.client().transactionCount(key.address())).isEqualTo(1);
    assertThat(writes.unfinished()).isZero();
  }

  @Test
  void shouldWriteIt_whenItIsPermittedAnew() throws Exception {
    store.full = true;
    CompletableFuture<WriteOutcome> first = writes.write(request("again"));
    assertThat(first)
        .failsWithin(Duration.ofSeconds(60))
        .withThrowableThat()
        .withCauseInstanceOf(SubchainUnavailableException.class);
    store.full = false;

    assertThat(writes.write(request("again")).get(60, TimeUnit.SECONDS))
        .isInstanceOf(WriteOutcome.Succeeded.class);
    assertThat(chain.client().transactionCount(key.address())).isEqualTo(1);
  }

  private WriteRequest request(String reference) {
    return new WriteRequest(reference, new byte[34], contract, "store(uint256)", "[1]");
  }
}
