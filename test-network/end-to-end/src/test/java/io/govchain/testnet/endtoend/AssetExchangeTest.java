package io.govchain.testnet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.contracts.ContractArtifacts;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.Receipt;
import io.govchain.evm.abi.CustomErrors;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import io.govchain.testnet.ChainNetwork;
import io.govchain.testnet.ChainSpec;
import io.govchain.testnet.GenesisGenerator;
import io.govchain.testnet.NetworkKind;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two assets of two chains change hands as the documentation says, and go back where somebody stays
 * away. No gateway, no proxy, no governance.
 */
final class AssetExchangeTest {
  private static final long MARGIN = 600;
  private static final long AMOUNT = 70;
  private static final int LOCKED = 1;
  private static final int REDEEMED = 2;
  private static final int REFUNDED = 3;
  private static final String TERMS = "(address,address,address,uint256,bytes32,uint40)";
  private static final String LOCK_FIRST = "lockFirst(" + TERMS + ")";
  private static final String LOCK_SECOND = "lockSecond(" + TERMS + ",uint40)";
  private static final String REDEEM = "redeem(" + TERMS + ",bytes32)";
  private static final String REFUND = "refund(" + TERMS + ")";
  private static final String SHOWN = Keccak.ofText("Redeemed(bytes32,bytes32,bytes32)");

  @TempDir Path home;
  private final String secret = World.randomDigest();
  private Market first;
  private Market second;

  /** A chain with an asset, the lock, and accounts of both parties. */
  private record Market(
      ChainNetwork network,
      EvmClient client,
      ChainUser alice,
      ChainUser bob,
      String asset,
      String locks,
      String exchange)
      implements AutoCloseable {

    static Market open(Path home, String code, long chainId) {
      Path genesis = GenesisGenerator.plain(chainId, home.resolve("genesis.json"));
      ChainNetwork network =
          ChainNetwork.start(
              NetworkKind.ANVIL,
              ChainSpec.of(code, chainId, genesis, home).withBlockTime(Duration.ofMillis(250)));
      EvmClient client =
          EvmClient.connect(
              new EvmEndpoint(network.rpc(), Optional.empty(), Duration.ofSeconds(10)),
              CustomErrors.ofAbis(
                  List.of(
                      ContractArtifacts.abi("HashTimeLock"),
                      ContractArtifacts.abi("AssetExchange"))));
      ChainUser alice = ChainUser.on(client);
      ChainUser bob = ChainUser.on(client);
      String locks = alice.deploy("HashTimeLock", "()");
      return new Market(
          network,
          client,
          alice,
          bob,
          alice.deploy("CityPoints", "(address)", alice.address()),
          locks,
          alice.deploy("AssetExchange", "(address,uint256)", locks, MARGIN));
    }

    void give(ChainUser owner) {
      alice.calls(asset, "grant(address,uint256)", owner.address(), AMOUNT);
      owner.calls(asset, "approve(address,uint256)", exchange, AMOUNT);
    }

    List<Object> terms(ChainUser recipient, ChainUser payer, String hash, long expiry) {
      return List.of(recipient.address(), payer.address(), asset, AMOUNT, hash, expiry);
    }

    /** What anybody asks before trusting a lock: is there one of exactly these terms? */
    int status(List<Object> terms) {
      String id = alice.reads(locks, "idOf(" + TERMS + ")(bytes32)", terms).get(0).asText();
      return alice.reads(locks, "statusOf(bytes32)(uint8)", id).get(0).asInt();
    }

    long balance(ChainUser owner) {
      return alice.reads(asset, "balanceOf(address)(uint256)", owner.address()).get(0).asLong();
    }

    long now() {
      return client.latestHeader().timestamp();
    }

    void goOn(long seconds) {
      client.rpc("evm_increaseTime", seconds);
      client.rpc("evm_mine");
    }

    @Override
    public void close() {
      alice.close();
      bob.close();
      client.close();
      network.close();
    }
  }

  @BeforeEach
  void open() {
    first = Market.open(home.resolve("first"), "first", 8_701);
    second = Market.open(home.resolve("second"), "second", 8_702);
    first.give(first.alice());
    second.give(second.bob());
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
  }

  @Test
  void shouldChangeHands_whenBothKeepToIt() throws Exception {
    long firstExpiry = first.now() + 3 * MARGIN + 60;
    List<Object> alices = first.terms(first.bob(), first.alice(), hash(), firstExpiry);
    first.alice().calls(first.exchange(), LOCK_FIRST, alices);

    assertThat(first.status(alices)).as("Bob has looked at it").isEqualTo(LOCKED);
    long secondExpiry = firstExpiry - MARGIN;
    List<Object> bobs = second.terms(second.alice(), second.bob(), hash(), secondExpiry);
    second.bob().calls(second.exchange(), LOCK_SECOND, bobs, firstExpiry);

    assertThat(second.status(bobs)).as("Alice has looked at it").isEqualTo(LOCKED);
    Receipt shown = second.alice().calls(second.locks(), REDEEM, bobs, secret);
    first.bob().calls(first.locks(), REDEEM, alices, secretIn(shown));

    assertThat(first.balance(first.bob())).isEqualTo(AMOUNT);
    assertThat(second.balance(second.alice())).isEqualTo(AMOUNT);
    assertThat(first.status(alices)).isEqualTo(REDEEMED);
    assertThat(second.status(bobs)).isEqualTo(REDEEMED);
  }

  @Test
  void shouldGoBackToBoth_whenTheSecretIsNeverShown() throws Exception {
    long firstExpiry = first.now() + 3 * MARGIN + 60;
    List<Object> alices = first.terms(first.bob(), first.alice(), hash(), firstExpiry);
    first.alice().calls(first.exchange(), LOCK_FIRST, alices);
    long secondExpiry = firstExpiry - MARGIN;
    List<Object> bobs = second.terms(second.alice(), second.bob(), hash(), secondExpiry);
    second.bob().calls(second.exchange(), LOCK_SECOND, bobs, firstExpiry);
    assertThat(second.bob().isRefused(second.locks(), REFUND, bobs)).contains("TooEarly");

    second.goOn(secondExpiry - second.now() + 1);
    assertThat(second.alice().isRefused(second.locks(), REDEEM, bobs, secret)).contains("TooLate");
    second.bob().calls(second.locks(), REFUND, bobs);
    first.goOn(firstExpiry - first.now() + 1);
    first.bob().calls(first.locks(), REFUND, alices); // Anybody may; it goes to who paid.

    assertThat(first.balance(first.alice())).isEqualTo(AMOUNT);
    assertThat(second.balance(second.bob())).isEqualTo(AMOUNT);
    assertThat(first.status(alices)).isEqualTo(REFUNDED);
  }

  @Test
  void shouldRefuseWhatWouldPutOneAtTheMercyOfTheOther() throws Exception {
    long firstExpiry = first.now() + 3 * MARGIN + 60;
    List<Object> tooShort = first.terms(first.bob(), first.alice(), hash(), firstExpiry - MARGIN);
    List<Object> tooLong = second.terms(second.alice(), second.bob(), hash(), firstExpiry);

    assertThat(first.alice().isRefused(first.exchange(), LOCK_FIRST, tooShort))
        .contains("ExpiryTooEarly");
    assertThat(second.bob().isRefused(second.exchange(), LOCK_SECOND, tooLong, firstExpiry))
        .contains("ExpiryTooLate");
    assertThat(
            second
                .bob()
                .isRefused(second.exchange(), LOCK_SECOND, tooLong, second.now() + 2 * MARGIN))
        .contains("FirstLockTooShort");
  }

  private String hash() throws Exception {
    return Hex.of(MessageDigest.getInstance("SHA-256").digest(Hex.bytes(secret)));
  }

  /** Whoever reads the chain learns the secret from its use. */
  private static String secretIn(Receipt receipt) {
    return receipt.logs().stream()
        .filter(log -> log.topics().getFirst().equals(SHOWN))
        .findFirst()
        .orElseThrow()
        .data();
  }
}
