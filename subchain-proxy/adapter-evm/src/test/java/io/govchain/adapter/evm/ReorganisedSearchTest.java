package io.govchain.adapter.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.EvmException;
import io.govchain.evm.Receipt;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.signing.SigningKey;
import io.govchain.evm.signing.UnsignedTransaction;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A chain without finality takes blocks back while lost writes are looked for block by block. */
@Timeout(120)
class ReorganisedSearchTest {
  private static final long CHAIN_ID = 4262;
  private static final String ANYBODY = "0x" + "0e".repeat(20);
  private static final Pattern BLOCK =
      Pattern.compile("\"eth_getBlockByNumber\",\"params\":\\[\"(0x[0-9a-f]+)\"");

  private final SigningKey key = SigningKey.random();
  private final ForgetfulNode node = new ForgetfulNode();
  private final Set<Long> asked = new ConcurrentSkipListSet<>();
  private LocalChain chain;
  private EvmClient client;
  private LostWrites lost;

  @BeforeEach
  void start() {
    chain = LocalChain.start(CHAIN_ID);
    chain.client().rpc("evm_setIntervalMining", 0);
    client =
        EvmClient.connect(
            EvmEndpoint.of(chain.http()),
            (to, json, timeout, most) -> {
              note(new String(json, StandardCharsets.UTF_8));
              return node.post(to, json, timeout, most);
            });
    lost = new LostWrites(client, key.address(), new MemoryWrites(), () -> 0, new CaughtUp(client));
  }

  private void note(String json) {
    Matcher block = BLOCK.matcher(json);
    while (block.find()) {
      asked.add(Hex.toLong(block.group(1)));
    }
  }

  @AfterEach
  void stop() {
    client.close();
    node.close();
    chain.close();
  }

  @Test
  void shouldGoOnWhereItWas_whenTheNewestBlocksAreTakenBackOnTheWay() {
    List<String> sent = List.of(write(0), write(1));
    interrupted();

    reorganise(3);

    assertFoundAll(sent);
    assertThat(asked).contains(150L, 2L).noneMatch(block -> block > 150 && block < 235);
  }

  @Test
  void shouldGoOnWhereItWas_whenBlocksAreTakenBackAgainAndAgain() {
    List<String> sent = List.of(write(0), write(1));
    interrupted();
    for (int times = 0; times < 5; times++) {
      reorganise(2);
      assertThatThrownBy(() -> receipt(0)).isInstanceOf(EvmException.RpcError.class);
      assertThat(lost.progress().orElseThrow()).contains("from 151 up");
    }
    node.failNoMore();

    assertFoundAll(sent);
  }

  @Test
  void shouldBeginAnew_whenEverythingThatWasSeenIsTakenBack() {
    List<String> sent = List.of(write(0), write(1));
    interrupted();

    reorganise(120);

    assertFoundAll(sent);
    assertThat(asked).contains(151L, 200L, 246L);
  }

  @Test
  void shouldLookAtWhatStandsInTheirPlace_whenFoundOnesAreTakenBack() {
    String first = write(0);
    mineUpTo(150);
    String raw = raw(1);
    String second = mined(raw);
    mineUpTo(152);
    node.forgetBelow(150);
    assertFoundAll(List.of(first, second));
    assertThat(lost.progress()).isEmpty();

    chain.client().rpc("anvil_reorg", 2, List.of());
    lost.forget();
    assertThat(receipt(0)).as("counted as before").isPresent();
    assertThat(receipt(1)).as("taken back").isEmpty();
    mineUpTo(155);
    mined(raw);
    asked.clear();

    assertThat(receipt(1).map(Receipt::blockNumber)).contains(156L);
    assertThat(receipt(0).map(Receipt::transactionHash)).contains(first);
  }

  /** The walk has seen blocks 151 to 250, and is refused those below. */
  private void interrupted() {
    SigningKey stranger = SigningKey.random();
    mineUpTo(140);
    chain.client().sendRaw(raw(stranger, 0)); // Else the blocks in their place are the same ones.
    mineUpTo(248);
    chain.client().sendRaw(raw(stranger, 1));
    mineUpTo(250);
    node.forgetBelow(240);
    node.failBelow("eth_getBlockByNumber", 60);
    assertThatThrownBy(() -> receipt(0)).isInstanceOf(EvmException.RpcError.class);
    assertThat(lost.progress().orElseThrow()).contains("0 of 2", "from 151 up; the newest is 250");
  }

  /** Others stand in the place of the newest blocks; the node is as it was, else. */
  private void reorganise(int depth) {
    String before = chain.client().latestHeader().hash();
    chain.client().rpc("anvil_reorg", depth, List.of());
    chain.client().sendRaw(raw(SigningKey.random(), 0));
    chain.client().rpc("evm_mine");
    assertThat(chain.client().header(250).orElseThrow().hash()).isNotEqualTo(before);
    lost.forget();
    asked.clear();
  }

  private void assertFoundAll(List<String> sent) {
    node.failNoMore();
    for (int number = 0; number < sent.size(); number++) {
      assertThat(receipt(number).map(Receipt::transactionHash)).contains(sent.get(number));
    }
  }

  private Optional<Receipt> receipt(int number) {
    return lost.receipt("r" + number, ANYBODY, "0x0" + number);
  }

  private String write(int nonce) {
    return mined(raw(nonce));
  }

  private String mined(String raw) {
    String hash = chain.client().sendRaw(raw);
    chain.client().rpc("evm_mine");
    assertThat(chain.client().receipt(hash)).isPresent();
    return hash;
  }

  private String raw(int nonce) {
    return raw(key, nonce);
  }

  private static String raw(SigningKey account, int nonce) {
    return account
        .signTransaction(
            new UnsignedTransaction(
                CHAIN_ID,
                nonce,
                Optional.of(ANYBODY),
                BigInteger.ZERO,
                "0x0" + nonce,
                100_000,
                UnsignedTransaction.GasPrice.zero()))
        .raw();
  }

  private void mineUpTo(long block) {
    chain.client().rpc("anvil_mine", Hex.quantity(block - chain.client().latestHeader().number()));
    assertThat(chain.client().latestHeader().number()).isEqualTo(block);
  }
}
