package io.govchain.crosschain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.StepSide;
import io.govchain.amdp.crypto.Signer;
import io.govchain.crosschain.engine.Executing;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.fixture.Calls;
import io.govchain.crosschain.fixture.Consortium;
import io.govchain.evm.encoding.Hex;
import io.govchain.governance.GovernanceCalls;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application gets another key while a transaction of its runs. */
class ChangedKeyTest {
  private static final String INITIATOR = "registry/crosschain";
  private static final String PARTICIPANT = "notary/crosschain";
  private static final Signer FORMER = Consortium.signer("registry/app");
  private static final Signer NEW = Consortium.signer("registry/app, anew");

  @TempDir Path folder;
  private Consortium consortium;
  private Desk initiator;
  private Desk participant;
  private Author registry;
  private Author subchain;
  private ApplicationCall call;

  @BeforeEach
  void start() {
    consortium = Consortium.start(folder);
    initiator = new Desk(folder, consortium, INITIATOR);
    participant = new Desk(folder, consortium, PARTICIPANT);
    registry = Author.of(consortium.chain(), INITIATOR);
    subchain = Author.of(consortium.chain(), "registry/subchain");
    call = Calls.twoWrites(consortium.chain(), 600);
  }

  @AfterEach
  void stop() {
    initiator.close();
    participant.close();
    consortium.close();
  }

  @Test
  void shouldRunTheStep_whenTheCallWasSignedWithTheFormerKey() {
    changeKey();

    Desk.Answer answer = participant.receive(registry.stepRequest(call, PARTICIPANT));
    participant.open(participant.plans.of(call.call()).orElseThrow());

    assertThat(answer.status()).as("%s", answer).isEqualTo(202);
    assertThat(participant.state(call.transaction())).isInstanceOf(Executing.class);
  }

  @Test
  void shouldHearTheOutcome_whenTheCallWasSignedWithTheFormerKey() {
    initiator.receive(subchain.forward(call, INITIATOR));
    initiator.open(initiator.plans.of(call.call()).orElseThrow());
    changeKey();

    Desk.Answer answer =
        initiator.receive(
            Author.of(consortium.chain(), PARTICIPANT).stepOutcome(call, 1, INITIATOR));

    assertThat(answer.status()).as("%s", answer).isEqualTo(202);
  }

  @Test
  void shouldTakeTheCallAgain_whenItIsOnRecordAndTheJournalWasLost() {
    initiator.apply(
        call.transaction(),
        new Input.RecordOpened(
            initiator.plans.of(call.call()).orElseThrow(), true, consortium.chain().blockTime()));
    assertThat(initiator.rows("calls")).isZero();
    changeKey();

    Desk.Answer answer = initiator.receive(subchain.forward(call, INITIATOR));

    assertThat(answer.status()).as("%s", answer).isEqualTo(202);
    assertThat(initiator.rows("calls")).isEqualTo(1);
  }

  @Test
  void shouldBeginNothing_whenTheCallIsSignedWithTheFormerKey() {
    ApplicationCall backDated = twoWrites(consortium.chain().blockTime(), FORMER);
    changeKey();

    for (ApplicationCall each : new ApplicationCall[] {call, backDated}) {
      Desk.Answer answer = initiator.receive(subchain.forward(each, INITIATOR));

      assertThat(answer.code()).as("%s", answer).isEqualTo("key-mismatch");
      assertThat(answer.expected()).contains("present key " + NEW.address());
      assertThat(answer.actual()).isEqualTo(FORMER.address());
      assertThat(initiator.rows("calls") + initiator.rows("transactions")).isZero();
    }
  }

  @Test
  void shouldRefuseTheStep_whenTheFormerKeySignedAfterItsTime() {
    changeKey();
    long later = consortium.chain().blockTime() + 100;
    consortium.anvil().client().rpc("evm_setNextBlockTimestamp", later);
    consortium.anvil().mine();
    participant.see(consortium);
    ApplicationCall late = twoWrites(consortium.chain().blockTime(), FORMER);

    Desk.Answer answer = participant.receive(registry.stepRequest(late, PARTICIPANT));

    assertThat(answer.code()).as("%s", answer).isEqualTo("key-mismatch");
    assertThat(answer.expected()).contains("a key of registry/app that was not replaced before");
  }

  @Test
  void shouldTakeACallOfTheNewKey_whenItWasIssuedABlockBeforeTheChange() {
    ApplicationCall newer = twoWrites(consortium.chain().blockTime(), NEW);
    changeKey();

    assertThat(initiator.receive(subchain.forward(newer, INITIATOR)).status()).isEqualTo(202);
    assertThat(participant.receive(registry.stepRequest(newer, PARTICIPANT)).status())
        .isEqualTo(202);
  }

  @Test
  void shouldUnderstandAPartner_whoIsABlockAhead() {
    participant.receive(registry.stepRequest(call, PARTICIPANT));
    initiator.receive(subchain.forward(call, INITIATOR));
    changeKeyUnseen();
    ApplicationCall newer = twoWrites(consortium.chain().blockTime(), NEW);

    assertThat(initiator.receive(subchain.forward(newer, INITIATOR)).status()).isEqualTo(202);
    assertThat(participant.receive(registry.stepRequest(newer, PARTICIPANT)).status())
        .isEqualTo(202);
  }

  private ApplicationCall twoWrites(long issued, Signer signer) {
    return Calls.builder(consortium.chain(), 600)
        .issued(issued)
        .write(
            StepSide.SOURCE, "registry/evidence", "store(bytes32,string)", Calls.digest(), "a deed")
        .write(
            StepSide.TARGET, "notary/evidence", "store(bytes32,string)", Calls.digest(), "a deed")
        .sign(signer);
  }

  private void changeKey() {
    changeKeyUnseen();
    initiator.see(consortium);
    participant.see(consortium);
  }

  private void changeKeyUnseen() {
    consortium.act(
        "registry/operator",
        GovernanceCalls.updateApplication(
            "registry/app", Hex.of(NEW.publicKey()), Consortium.fingerprint("registry/app")));
  }
}
