package io.govchain.crosschain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.Envelope;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.MessageType;
import io.govchain.amdp.Reason;
import io.govchain.crosschain.engine.ChainStatus;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.fixture.Calls;
import io.govchain.crosschain.fixture.Consortium;
import io.govchain.governance.GovernanceCalls;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked for again while its receiver is away, as often as anybody likes. */
class RepeatedOrdersTest {
  private static final String SELF = "registry/crosschain";
  private static final String PEER = "notary/crosschain";
  private static final String SUBCHAIN = "registry/subchain";

  @TempDir Path folder;
  private Consortium consortium;
  private Desk desk;
  private ApplicationCall call;

  @BeforeEach
  void start() {
    consortium = Consortium.start(folder);
    desk = new Desk(folder, consortium, SELF);
    call = Calls.twoWrites(consortium.chain(), 600);
  }

  @AfterEach
  void stop() {
    desk.close();
    consortium.close();
  }

  @Test
  void shouldOrderAStepOnce_whileTheOrderHasNotArrived() {
    desk.receive(Author.of(consortium.chain(), SUBCHAIN).forward(call, SELF));
    desk.open(desk.plans.of(call.call()).orElseThrow());
    desk.apply(call.transaction(), new Input.StatusChangedOnChain(ChainStatus.Compensating));
    assertThat(sent(MessageType.EXECUTE)).isEqualTo(1);

    assertThat(nudge()).isEqualTo(202);
    for (int i = 0; i < 5; i++) {
      assertThat(nudge()).as("one is enough").isEqualTo(200);
      desk.apply(call.transaction(), new Input.Restarted());
    }
    assertThat(sent(MessageType.EXECUTE)).as("it is on its way").isEqualTo(1);
    assertThat(desk.rows("inbox")).as("the call and a nudge").isEqualTo(2);

    desk.deliver();
    nudge();
    assertThat(sent(MessageType.EXECUTE)).as("a peer's nudges order nothing").isEqualTo(1);
    desk.apply(call.transaction(), new Input.Restarted());
    assertThat(sent(MessageType.EXECUTE)).as("it arrived, and nothing came back").isEqualTo(2);
  }

  @Test
  void shouldAskForALostCallOnce_whileTheQuestionHasNotArrived() {
    desk.apply(
        call.transaction(),
        new Input.RecordOpened(
            desk.plans.of(call.call()).orElseThrow(), true, desk.registry.blockTime()));
    for (int i = 0; i < 5; i++) {
      desk.apply(call.transaction(), new Input.Restarted());
    }
    assertThat(sent(MessageType.EVIDENCE_REQUEST)).isEqualTo(1);

    desk.deliver();
    desk.apply(call.transaction(), new Input.Restarted());
    assertThat(sent(MessageType.EVIDENCE_REQUEST)).isEqualTo(2);
  }

  /** Without it nobody could find out, or undo, what was done before the loss. */
  @Test
  void shouldTakeALostCallAgain_whenItsPipelineIsOutOfUseByNow() {
    lose(desk);
    try (Desk peer = new Desk(folder, consortium, PEER)) {
      lose(peer);
      consortium.act("notary/operator", GovernanceCalls.suspendPipeline(Consortium.PIPELINE));
      desk.see(consortium);
      peer.see(consortium);

      Desk.Answer forwarded =
          desk.receive(Author.of(consortium.chain(), SUBCHAIN).forward(call, SELF));
      Desk.Answer requested =
          peer.receive(Author.of(consortium.chain(), SELF).stepRequest(call, PEER));

      assertThat(forwarded.status()).as("%s", forwarded).isEqualTo(202);
      assertThat(requested.status()).as("%s", requested).isEqualTo(202);
      assertThat(sent(MessageType.EXECUTE)).as("to find out").isEqualTo(1);
    }
  }

  private void lose(Desk forgetful) {
    forgetful.apply(
        call.transaction(),
        new Input.RecordOpened(
            forgetful.plans.of(call.call()).orElseThrow(), true, forgetful.registry.blockTime()));
  }

  @Test
  void shouldRefuseOnce_whileTheRefusalHasNotArrived() {
    try (Desk peer = new Desk(folder, consortium, PEER)) {
      peer.open(peer.plans.of(call.call()).orElseThrow());
      peer.apply(call.transaction(), new Input.BlockTimeAdvanced(call.call().deadline()));
      Author registry = Author.of(consortium.chain(), SELF);
      for (int i = 0; i < 5; i++) {
        Desk.Answer answer = peer.receive(registry.stepRequest(call, PEER));
        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
        peer.apply(call.transaction(), new Input.BlockTimeAdvanced(call.call().deadline()));
      }
      assertThat(peer.rows("outbox")).isLessThanOrEqualTo(1);
    }
  }

  private int nudge() {
    Author notary = Author.of(consortium.chain(), PEER);
    Envelope nudge =
        notary.sign(
            notary.draft(SELF, call.transaction()),
            new MessageData.CompensationRequest(Reason.of("waiting", "for you")));
    return desk.receive(nudge).status();
  }

  private long sent(MessageType type) {
    return desk.sent.stream().filter(sent -> sent.claimed().type() == type).count();
  }
}
