package io.govchain.adapter.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.adapter.Strays;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.EvmException;
import io.govchain.evm.Receipt;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.encoding.Rlp;
import io.govchain.evm.send.NonceUse;
import io.govchain.evm.signing.RawTransaction;
import io.govchain.evm.signing.Signature;
import io.govchain.evm.signing.SigningKey;
import io.govchain.evm.signing.UnsignedTransaction;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * After the loss of the database, at a node that answers 0 for the counts that it has forgotten.
 */
@Timeout(120)
class ForgottenStatesTest {
  private static final long CHAIN_ID = 4261;
  private static final String ANYBODY = "0x" + "0e".repeat(20);
  private static final long HORIZON = 40;

  private final SigningKey key = SigningKey.random();
  private final SigningKey stranger = SigningKey.random();
  private final MemoryWrites store = new MemoryWrites();
  private final ForgetfulNode node = new ForgetfulNode();
  private LocalChain chain;
  private EvmClient client;
  private LostWrites lost;

  @BeforeEach
  void start() {
    chain = LocalChain.start(CHAIN_ID, "--hardfork", "prague");
    chain.client().rpc("evm_setIntervalMining", 0);
    client = EvmClient.connect(EvmEndpoint.of(chain.http()), node);
    lost = new LostWrites(client, key.address(), store, () -> 0, new CaughtUp(client));
    node.forgetBelow(HORIZON);
  }

  @AfterEach
  void stop() {
    client.close();
    node.close();
    chain.close();
  }

  @Test
  void shouldFindThem_whenTheirStatesAreForgotten() {
    List<String> sent = writes(5);
    mineUpTo(2 * HORIZON);

    assertFoundAll(sent);
  }

  @Test
  void shouldFindThem_whenAStrangerUsesAnAuthorisationInTheOldestBlockWithAState() {
    List<String> sent = writes(5);
    mineUpTo(HORIZON - 1);
    mined(setCode(stranger, 0, authorisation(SigningKey.random(), 0)));
    mineUpTo(2 * HORIZON);

    assertThat(chain.client().block(HORIZON).orElseThrow().transactions())
        .extracting(RawTransaction::type)
        .containsExactly(4);
    assertFoundAll(sent);
  }

  @Test
  void shouldFindThem_whenTheAccountHasCode() {
    List<String> sent = writes(5);
    mineUpTo(2 * HORIZON);
    chain.client().rpc("anvil_setCode", key.address(), "0xef0100" + "aa".repeat(20));

    assertFoundAll(sent);
  }

  @Test
  void shouldSayNever_whenTheAccountItselfUsedTheNonceByAnAuthorisation() {
    List<String> sent = writes(1);
    mined(setCode(stranger, 0, authorisation(key, 1)));
    mined(setCode(stranger, 1, authorisation(key, 2, ANYBODY.replace("0e", "00"))));
    mineUpTo(2 * HORIZON);
    assertThat(chain.client().transactionCount(key.address())).isEqualTo(3);

    assertFoundAll(sent);
  }

  @Test
  void shouldGoOnWhereItWas_whenAQuestionFailed() {
    List<String> sent = writes(2);
    mineUpTo(250);
    node.forgetBelow(240);
    node.failBelow("eth_getBlockByNumber", 60);
    assertThatThrownBy(() -> lost.receipt("r", ANYBODY, "0x00"))
        .isInstanceOf(EvmException.RpcError.class);
    assertThat(lost.progress().orElseThrow()).contains("0 of 2", "from 151 up");

    assertThat(lost.standstill()).as("not for long").isEmpty();
    assertThat(lost.standstill(Duration.ZERO).orElseThrow())
        .startsWith("nothing is written before")
        .contains(key.address(), "0 of 2", "from 151 up; the newest is 250");

    node.failNoMore();
    assertFoundAll(sent);
    assertThat(lost.progress()).isEmpty();
    assertThat(lost.standstill(Duration.ZERO)).isEmpty();
  }

  @Test
  void shouldLeaveItOpen_whatUsedANonceInAForgottenState() {
    writes(2);
    mineUpTo(HORIZON - 1);
    mined(setCode(stranger, 0, authorisation(SigningKey.random(), 0)));
    mineUpTo(2 * HORIZON);

    assertThatThrownBy(() -> NonceUse.find(client, key.address(), 1))
        .isInstanceOf(EvmException.ResponseRefused.class);
    chain.client().rpc("anvil_setCode", key.address(), "0xef0100" + "aa".repeat(20));
    assertThatThrownBy(() -> NonceUse.find(client, key.address(), 1))
        .isInstanceOf(EvmException.ResponseRefused.class);
  }

  @Test
  void shouldNotSayThatItKnowsAllStrays_whenTheirStatesAreForgotten() {
    writes(1);
    mineUpTo(2 * HORIZON);
    StrayWrites strays = new StrayWrites(client, key.address(), store);

    assertThat(strays.look()).isEqualTo(new Strays(List.of(), false));
    node.forgetBelow(0);
    assertThat(strays.look().found()).hasSize(1);
  }

  @Test
  void shouldKnowAllStrays_whenANonceWasUsedByAnAuthorisation() {
    node.forgetBelow(0);
    mined(setCode(stranger, 0, authorisation(key, 0)));

    assertThat(new StrayWrites(client, key.address(), store).look())
        .isEqualTo(new Strays(List.of(), true));
  }

  private void assertFoundAll(List<String> sent) {
    for (int number = 0; number < sent.size(); number++) {
      assertThat(lost.receipt("r" + number, ANYBODY, "0x0" + number).map(Receipt::transactionHash))
          .contains(sent.get(number));
    }
    assertThat(lost.receipt("other", ANYBODY, "0xff")).isEmpty();
  }

  private List<String> writes(int count) {
    List<String> hashes = new ArrayList<>();
    for (int nonce = 0; nonce < count; nonce++) {
      hashes.add(
          chain
              .client()
              .sendRaw(
                  key.signTransaction(
                          new UnsignedTransaction(
                              CHAIN_ID,
                              nonce,
                              Optional.of(ANYBODY),
                              BigInteger.ZERO,
                              "0x0" + nonce,
                              100_000,
                              UnsignedTransaction.GasPrice.zero()))
                      .raw()));
    }
    chain.client().rpc("evm_mine");
    return hashes;
  }

  private void mineUpTo(long block) {
    long missing = block - chain.client().latestHeader().number();
    chain.client().rpc("anvil_mine", Hex.quantity(missing));
    assertThat(chain.client().latestHeader().number()).isEqualTo(block);
  }

  private void mined(String raw) {
    String hash = chain.client().sendRaw(raw);
    chain.client().rpc("evm_mine");
    assertThat(chain.client().receipt(hash).orElseThrow().succeeded()).isTrue();
  }

  private static Rlp authorisation(SigningKey account, long nonce) {
    return authorisation(account, nonce, ANYBODY);
  }

  private static Rlp authorisation(SigningKey account, long nonce, String contract) {
    List<Rlp> fields = List.of(Rlp.number(CHAIN_ID), Rlp.hex(contract), Rlp.number(nonce));
    Signature signature = account.signDigest(Keccak.hash(typed(5, fields)));
    return signed(fields, signature);
  }

  /** A transaction of type 4 with this authorisation. */
  private static String setCode(SigningKey sender, long nonce, Rlp authorisation) {
    List<Rlp> fields =
        List.of(
            Rlp.number(CHAIN_ID),
            Rlp.number(nonce),
            Rlp.number(0),
            Rlp.number(0),
            Rlp.number(200_000),
            Rlp.hex(ANYBODY),
            Rlp.number(0),
            Rlp.hex("0x"),
            Rlp.list(),
            Rlp.list(authorisation));
    Signature signature = sender.signDigest(Keccak.hash(typed(4, fields)));
    return Hex.of(typed(4, ((Rlp.Items) signed(fields, signature)).items()));
  }

  private static Rlp signed(List<Rlp> fields, Signature signature) {
    List<Rlp> all = new ArrayList<>(fields);
    all.add(Rlp.number(signature.recoveryId()));
    all.add(Rlp.number(signature.r()));
    all.add(Rlp.number(signature.s()));
    return Rlp.list(all);
  }

  private static byte[] typed(int type, List<Rlp> fields) {
    byte[] body = Rlp.list(fields).encode();
    byte[] bytes = new byte[body.length + 1];
    bytes[0] = (byte) type;
    System.arraycopy(body, 0, bytes, 1, body.length);
    return bytes;
  }
}
