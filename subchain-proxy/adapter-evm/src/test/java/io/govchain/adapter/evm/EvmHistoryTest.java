package io.govchain.adapter.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.adapter.PastWrite;
import io.govchain.adapter.PreparedWrite;
import io.govchain.adapter.Sighting;
import io.govchain.adapter.Sighting.State;
import io.govchain.adapter.Strays;
import io.govchain.adapter.Strays.Stray;
import io.govchain.adapter.SubchainUnavailableException;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.Receipt;
import io.govchain.evm.signing.SigningKey;
import io.govchain.evm.signing.UnsignedTransaction;
import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a real chain tells of earlier writes, after it has changed its mind, too. */
@Timeout(120)
class EvmHistoryTest {
  private static final long CHAIN_ID = 4246;
  private static final String ANYBODY = "0x" + "0e".repeat(20);
  private static final String NEVER = "0x" + "ab".repeat(32);

  /** Creation code that refuses to create anything. */
  private static final String REVERTS = "0x60006000fd";

  private static LocalChain chain;
  private static EvmClient client;

  private final SigningKey key = SigningKey.random();
  private final MemoryWrites store = new MemoryWrites();
  private final EvmHistory history =
      new EvmHistory(client, new StrayWrites(client, key.address(), store), new CaughtUp(client));

  /** Blocks come when a test wants them: what follows the newest one is part of the question. */
  @BeforeAll
  static void startChain() {
    chain = LocalChain.start(CHAIN_ID);
    client = chain.client();
    client.rpc("evm_setIntervalMining", 0);
    client.rpc("evm_mine");
  }

  @AfterAll
  static void stopChain() {
    chain.close();
  }

  @Test
  void shouldTellEachAsItStands_whenNothingHasChanged() {
    Receipt done = mined(send(0, Optional.of(ANYBODY), "0x"));
    Receipt failed = mined(send(1, Optional.empty(), REVERTS));

    List<Sighting> seen =
        history.sightings(
            List.of(proved(done), proved(failed), new PastWrite(NEVER, Optional.empty())));

    assertThat(seen)
        .containsExactly(
            new Sighting(State.EFFECTIVE, done.blockNumber(), done.blockHash(), false),
            new Sighting(State.INEFFECTIVE, failed.blockNumber(), failed.blockHash(), false),
            Sighting.outside(State.ABSENT));
    assertThat(history.sightings(List.of())).isEmpty();
  }

  @Test
  void shouldMissItOnlyOnceTheChainIsLongEnough_whenItsBlockWasTakenBack() {
    String before = client.rpc("evm_snapshot").asText();
    PastWrite done = proved(mined(send(0, Optional.of(ANYBODY), "0x")));

    client.rpc("evm_revert", before);

    assertThat(history.sightings(List.of(done))).containsExactly(Sighting.outside(State.UNSEEN));
    client.rpc("evm_increaseTime", 60);
    client.rpc("evm_mine");
    assertThat(history.sightings(List.of(done))).containsExactly(Sighting.outside(State.ABSENT));
  }

  @Test
  void shouldSayThatItMoved_whenAnotherBlockHasIt() {
    String before = client.rpc("evm_snapshot").asText();
    String raw = signed(0, Optional.of(ANYBODY), "0x");
    PastWrite replaced = proved(mined(client.sendRaw(raw)));
    client.rpc("evm_revert", before);
    client.rpc("evm_increaseTime", 60);
    Receipt now = mined(client.sendRaw(raw));

    assertThat(history.sightings(List.of(replaced)))
        .containsExactly(new Sighting(State.EFFECTIVE, now.blockNumber(), now.blockHash(), true));
  }

  @Test
  void shouldMissNothing_whenTheNodeHasItsBlockAndForgotItsReceipt() {
    Receipt other = mined(send(0, Optional.of(ANYBODY), "0x"));

    assertThat(history.sightings(List.of(new PastWrite(NEVER, Optional.of(evidence(other))))))
        .containsExactly(Sighting.outside(State.AS_PROVED));
  }

  @Test
  void shouldConcludeNothing_whenTheNodeDoesNotAnswer() {
    try (EvmClient nobody = EvmClient.connect(EvmEndpoint.of(URI.create("http://127.0.0.1:1")))) {
      EvmHistory silent =
          new EvmHistory(
              nobody, new StrayWrites(nobody, key.address(), store), new CaughtUp(nobody));

      assertThatThrownBy(() -> silent.sightings(List.of(new PastWrite(NEVER, Optional.empty()))))
          .isInstanceOf(SubchainUnavailableException.class);
      assertThatThrownBy(silent::strays).isInstanceOf(SubchainUnavailableException.class);
    }
  }

  @Test
  void shouldFindWhatTheStoreDoesNotKnow_aFewAtATime() {
    store.save(
        List.of(
            new PreparedWrite(
                "known", key.address(), 1, send(0, Optional.of(ANYBODY), "0xa0"), new byte[0])));
    for (int nonce = 1; nonce < 5; nonce++) {
      mined(send(nonce, Optional.of(ANYBODY), "0xa" + nonce));
      client.rpc("anvil_mine", "0x5");
    }

    List<Strays> looks = new ArrayList<>();
    do {
      looks.add(history.strays());
    } while (!looks.getLast().complete());

    assertThat(looks.getFirst().found()).extracting(Stray::call).containsExactly("0xa4", "0xa3");
    assertThat(looks.stream().flatMap(look -> look.found().stream()))
        .extracting(Stray::call)
        .as("each once, the newest first, and not the one that is known")
        .containsExactly("0xa4", "0xa3", "0xa2", "0xa0");
    assertThat(history.strays()).isEqualTo(new Strays(List.of(), true));
    send(5, Optional.of(ANYBODY), "0xa5");
    client.rpc("evm_mine");
    assertThat(history.strays().found()).extracting(Stray::call).containsExactly("0xa5");
  }

  private String send(long nonce, Optional<String> to, String data) {
    return client.sendRaw(signed(nonce, to, data));
  }

  private String signed(long nonce, Optional<String> to, String data) {
    return key.signTransaction(
            new UnsignedTransaction(
                CHAIN_ID,
                nonce,
                to,
                BigInteger.ZERO,
                data,
                100_000,
                UnsignedTransaction.GasPrice.zero()))
        .raw();
  }

  private static Receipt mined(String hash) {
    client.rpc("evm_mine");
    return client.receipt(hash).orElseThrow();
  }

  private static PastWrite proved(Receipt receipt) {
    return new PastWrite(receipt.transactionHash(), Optional.of(evidence(receipt)));
  }

  private static String evidence(Receipt receipt) {
    try (Proofs proofs = new Proofs(client, Optional.empty())) {
      return proofs.evidence(receipt).evidence();
    }
  }
}
