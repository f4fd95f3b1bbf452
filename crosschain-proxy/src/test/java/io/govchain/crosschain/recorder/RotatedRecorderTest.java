package io.govchain.crosschain.recorder;

import static io.govchain.crosschain.fixture.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.amdp.ApplicationCall;
import io.govchain.crosschain.engine.ApplicationStatus;
import io.govchain.crosschain.fixture.Anvil;
import io.govchain.crosschain.fixture.Calls;
import io.govchain.crosschain.fixture.Consortium;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.send.Call;
import io.govchain.evm.send.PreparedTransaction;
import io.govchain.evm.signing.RawTransaction;
import io.govchain.evm.signing.SigningKey;
import io.govchain.evm.signing.UnsignedTransaction;
import io.govchain.governance.AccountConsent;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.MemberCalls;
import io.govchain.governance.Opening;
import io.govchain.service.sending.PreparedTransactionTable;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The recorder whose account gets a new key. */
class RotatedRecorderTest extends Recording {
  private static final SigningKey SUCCESSOR = Anvil.key("registry/crosschain after");

  @Test
  void shouldGoOnRecording_whenTheAccountWasRotated() {
    String before = forward(AN_HOUR);
    recorder.start();
    eventually("it is broadcast", () -> pending() == 1);
    consortium.anvil().mine();
    eventually("nothing is queued", () -> journal.recordQueue().size() == 0);
    for (int nonce = 1; nonce <= 20; nonce++) {
      sendEmptyHanded(nonce);
    }
    close();
    rotate();

    open(store -> store);
    String after = forward(AN_HOUR);
    recorder.start();
    recordEverything();

    assertOpen(before);
    assertOpen(after);
    assertThat(sent(SUCCESSOR)).as("transactions of the new account").isEqualTo(1);
  }

  @Test
  void shouldLearnThatABatchLanded_whenTheAccountWasRotatedMeanwhile() {
    String transaction = forward(AN_HOUR);
    recorder.start();
    eventually("it is broadcast", () -> pending() == 1);
    close();
    rotate();

    open(store -> store);
    recorder.start();
    recordEverything();

    assertOpen(transaction);
    assertThat(sent(SUCCESSOR)).as("transactions of the new account").isZero();
  }

  @Test
  void shouldHearOfARejection_whenTheFormerAccountSentTheEntry() {
    String transaction = forward(AN_HOUR);
    consortium.act("registry/operator", GovernanceCalls.suspendPipeline(Consortium.PIPELINE));
    recorder.start();
    eventually("it is broadcast", () -> pending() == 1);
    close();
    rotate();

    open(store -> store);
    follow();

    assertThat(status(transaction)).isEqualTo(ApplicationStatus.Rejected);
  }

  /** Whoever has a key that was given up may still send what he likes. */
  @Test
  void shouldNotBelieveARejection_whenTheFormerAccountSentItByAnotherHand() {
    ApplicationCall call = Calls.twoWrites(consortium.chain(), AN_HOUR);
    String transaction = forward(call);
    Opening opening = plans.opening(call.call()).orElseThrow();
    consortium.act("registry/operator", GovernanceCalls.suspendPipeline(Consortium.PIPELINE));
    consortium
        .anvil()
        .client()
        .sendRaw(signed(0, GovernanceCalls.record(List.of(opening), List.of())).raw());
    consortium.anvil().mine();
    rotate();
    close();

    open(store -> store);
    follow();

    assertThat(status(transaction)).isEqualTo(ApplicationStatus.Opening);
  }

  /** The rotation itself takes the nonce of what was signed and not yet broadcast. */
  @Test
  void shouldRecordTheBatchAnew_whenTheRotationDisplacedIt() throws Exception {
    String transaction = saveAndDie();
    recorder.close();
    database.close();
    rotate();

    open(store -> store);
    recorder.start();
    recordEverything();

    assertOpen(transaction);
    assertThat(sent(SUCCESSOR)).as("transactions of the new account").isEqualTo(1);
  }

  /** As when the node lost it from its pool, and the account was rotated through another. */
  @Test
  void shouldRecordTheBatchAnew_whenTheFormerAccountMayNoLongerRecord() throws Exception {
    String transaction = saveAndDie();
    PreparedTransaction prepared = new PreparedTransactionTable(database).unfinished().getFirst();
    recorder.close();
    database.close();
    rotate();
    consortium.anvil().client().rpc("anvil_setNonce", KEY.address(), "0x0");

    open(store -> store);
    recorder.start();
    recordEverything();

    assertThat(consortium.anvil().client().receipt(prepared.hash()).orElseThrow().succeeded())
        .isFalse();
    assertOpen(transaction);
    assertThat(sent(SUCCESSOR)).as("transactions of the new account").isEqualTo(1);
  }

  /** Gives the account a new key, and the recorder too when it is opened next. */
  private void rotate() {
    String consent = AccountConsent.signRotation(SUCCESSOR, Consortium.CHAIN, KEY.address());
    String hash =
        consortium
            .anvil()
            .client()
            .sendRaw(
                signed(
                        pendingCount(),
                        MemberCalls.rotateAccount(Hex.of(SUCCESSOR.publicKey()), consent))
                    .raw());
    consortium.anvil().mine();
    assertThat(consortium.anvil().client().receipt(hash).orElseThrow().succeeded()).isTrue();
    consortium.act(
        "registry/operator",
        GovernanceCalls.updateService(
            SELF, SUCCESSOR.address(), "https://127.0.0.1:1", Consortium.fingerprint(SELF)));
    key = SUCCESSOR;
  }

  /** A transaction of the account that the store knows, and that does nothing. */
  private void sendEmptyHanded(long nonce) {
    RawTransaction nothing = signed(nonce, new Call(KEY.address(), "0x", 21_000));
    PreparedTransactionTable table = new PreparedTransactionTable(database);
    table.save(
        new PreparedTransaction(
            "nothing-" + nonce, KEY.address(), nonce, nothing.hash(), nothing.raw()));
    consortium.anvil().client().sendRaw(nothing.raw());
    consortium.anvil().mine();
    table.finish(
        "nothing-" + nonce, consortium.anvil().client().receipt(nothing.hash()).orElseThrow());
  }

  private static RawTransaction signed(long nonce, Call call) {
    return KEY.signTransaction(
        new UnsignedTransaction(
            Consortium.CHAIN,
            nonce,
            call.to(),
            BigInteger.ZERO,
            call.data(),
            call.gasLimit(),
            UnsignedTransaction.GasPrice.zero()));
  }
}
