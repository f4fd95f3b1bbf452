package io.govchain.crosschain.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.Envelope;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.Reason;
import io.govchain.amdp.StepAction;
import io.govchain.amdp.StepKind;
import io.govchain.crosschain.engine.Entry;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.MessageKind;
import io.govchain.crosschain.fixture.Calls;
import io.govchain.crosschain.fixture.Consortium;
import io.govchain.service.messaging.OutboxListener.SetAside;
import io.govchain.service.messaging.OutgoingMessage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the engine learns of messages that were given up. */
class UndeliveredTest {
  private static final SetAside EXPIRED = new SetAside(SetAside.EXPIRED, "too late", true);
  private static final SetAside REFUSED = new SetAside("pipeline-not-active", "closed", false);
  private static final String PEER = "notary/crosschain";

  @TempDir Path folder;
  private final List<Input> inputs = new ArrayList<>();
  private Undelivered undelivered;
  private Consortium consortium;
  private Desk desk;
  private Author self;
  private ApplicationCall call;

  @BeforeEach
  void start() {
    consortium = Consortium.start(folder);
    desk = new Desk(folder, consortium, "registry/crosschain");
    undelivered =
        new Undelivered(desk.database::afterCommit, (transaction, input) -> inputs.add(input));
    self = Author.of(consortium.chain(), "registry/crosschain");
    call = Calls.twoWrites(consortium.chain(), 600);
  }

  @AfterEach
  void stop() {
    desk.close();
    consortium.close();
  }

  @Test
  void shouldTellThatTheOutcomeIsUnknown_whenAnOrderDidNotGetThrough() {
    for (SetAside reason : List.of(EXPIRED, REFUSED)) {
      assertThat(giveUp(order(StepAction.EXECUTE), 0, reason))
          .containsExactly(new Input.MessageUndeliverable(0, MessageKind.Execution));
      assertThat(giveUp(order(StepAction.COMPENSATE), 2, reason))
          .containsExactly(new Input.MessageUndeliverable(0, MessageKind.Compensation));
    }
  }

  @Test
  void shouldTellARefusalFromSilence_whenAStepRequestDidNotGetThrough() {
    assertThat(giveUp(self.stepRequest(call, PEER), 0, EXPIRED))
        .containsExactly(new Input.MessageUndeliverable(1, MessageKind.StepRequest));
    assertThat(giveUp(self.stepRequest(call, PEER), 0, REFUSED))
        .containsExactly(
            new Input.PeerRefused(
                1,
                PEER,
                new io.govchain.crosschain.engine.Reason("pipeline-not-active", "closed")));
  }

  @Test
  void shouldNotTakeARefusalForNo_whenAnEarlierAttemptMayHaveGotThrough() {
    SetAside repeated = new SetAside("pipeline-not-active", "closed", true);
    assertThat(giveUp(self.stepRequest(call, PEER), 0, repeated))
        .containsExactly(new Input.MessageUndeliverable(1, MessageKind.StepRequest));
  }

  @Test
  void shouldNameTheKind_whenAnythingElseDidNotGetThrough() {
    assertThat(giveUp(self.stepOutcome(call, 0, PEER), 0, REFUSED))
        .containsExactly(new Input.MessageUndeliverable(0, MessageKind.StepOutcome));
    assertThat(
            giveUp(
                self.sign(
                    self.draft(PEER, call.transaction()).step(1),
                    new MessageData.EvidenceRequest()),
                0,
                EXPIRED))
        .containsExactly(new Input.MessageUndeliverable(1, MessageKind.EvidenceRequest));
    assertThat(
            giveUp(
                self.sign(
                    self.draft(PEER, call.transaction()),
                    new MessageData.CompensationRequest(Reason.of("waiting", "for you"))),
                0,
                EXPIRED))
        .containsExactly(
            new Input.MessageUndeliverable(Entry.WHOLE, MessageKind.CompensationRequest));
  }

  @Test
  void shouldSayNothing_whenTheMessageIsUnknown() {
    Envelope never = self.stepRequest(call, PEER);
    desk.database.writeAndWait(
        handle -> {
          undelivered.setAside(handle, outgoing(never), EXPIRED);
          return true;
        });

    assertThat(inputs).isEmpty();
  }

  /** The outbox tries such a write again: each attempt would set another input off. */
  @Test
  void shouldSayNothing_whenTheWriteThatGivesTheMessageUpIsUndone() {
    Envelope request = self.stepRequest(call, PEER);
    assertThatThrownBy(
            () ->
                desk.database.writeAndWait(
                    handle -> {
                      Conversations.keepSent(handle, request, 0);
                      undelivered.setAside(handle, outgoing(request), EXPIRED);
                      throw new IllegalStateException("undone");
                    }))
        .hasMessage("undone");

    assertThat(inputs).isEmpty();
  }

  private List<Input> giveUp(Envelope envelope, int attempt, SetAside reason) {
    inputs.clear();
    desk.database.writeAndWait(
        handle -> {
          handle.execute("DELETE FROM sent_messages");
          Conversations.keepSent(handle, envelope, attempt);
          undelivered.setAside(handle, outgoing(envelope), reason);
          return true;
        });
    return List.copyOf(inputs);
  }

  private Envelope order(StepAction action) {
    return self.sign(
        self.draft("registry/subchain", call.transaction()).step(0),
        new MessageData.Execute(
            action,
            "registry/evidence",
            Consortium.CONTRACT_ADDRESS,
            Consortium.STORE.signature(),
            StepKind.WRITE,
            call.disclosures().getFirst().text()));
  }

  private static OutgoingMessage outgoing(Envelope envelope) {
    return new OutgoingMessage(
        envelope.claimed().id(),
        envelope.claimed().to(),
        envelope.claimed().transaction().orElseThrow(),
        envelope.claimed().expires(),
        envelope.bytes());
  }
}
