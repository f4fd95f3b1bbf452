package io.govchain.crosschain.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.crosschain.engine.Alarm;
import io.govchain.crosschain.engine.ApplicationStatus;
import io.govchain.crosschain.engine.Effect;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.MessageKind;
import io.govchain.crosschain.engine.Opening;
import io.govchain.crosschain.engine.Reason;
import io.govchain.crosschain.engine.StepResult;
import io.govchain.crosschain.engine.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a journal keeps of transactions, and in which order it tells of it. */
class JournalTest extends JournalCase {
  @Test
  void shouldKeepStateEntriesAndMessages_whenReopened() {
    step("0x1", call("0x1"));
    reopen();

    assertThat(journal.transactions().find("0x1").orElseThrow()).isInstanceOf(Opening.class);
    assertThat(journal.recordQueue().size()).isEqualTo(1);
    assertThat(pending("0x1"))
        .extracting(Effect.MessageEffect::kind)
        .containsExactly(MessageKind.Notification);
    assertThat(journal.transactions().find("0x2")).isEmpty();
  }

  @Test
  void shouldKnowTheTransactionsItHas_ofManyAtOnce() {
    step("0x1", call("0x1"));
    step("0x2", call("0x2"));

    assertThat(journal.transactions().known(Set.of("0x1", "0x2", "0x3")))
        .containsExactlyInAnyOrder("0x1", "0x2");
    assertThat(journal.transactions().known(Set.of())).isEmpty();
  }

  @Test
  void shouldKeepMessagesInOrder_untilTheyAreMade() {
    boolean speaks = step("0x1", call("0x1")).speaks();
    step("0x1", opened("0x1"));
    step("0x2", call("0x2"));
    reopen();

    assertThat(speaks).isTrue();
    assertThat(journal.pendingMessages().transactions()).containsExactlyInAnyOrder("0x1", "0x2");
    assertThat(pending("0x1"))
        .extracting(Effect.MessageEffect::kind)
        .as("of several news the newest is left, in its place")
        .containsExactly(MessageKind.Execution, MessageKind.Notification);

    List<PendingMessage> messages =
        database.read(handle -> journal.pendingMessages().of(handle, "0x1"));
    database.writeAndWait(
        handle -> {
          journal.pendingMessages().made(handle, messages);
          return true;
        });
    assertThat(journal.pendingMessages().transactions()).containsExactly("0x2");
  }

  @Test
  void shouldKeepNewsThatCame_whileEarlierOnesWereMade() {
    step("0x1", call("0x1"));
    List<PendingMessage> earlier =
        database.read(handle -> journal.pendingMessages().of(handle, "0x1"));
    step("0x1", opened("0x1"));

    database.writeAndWait(
        handle -> {
          journal.pendingMessages().made(handle, earlier);
          return true;
        });

    assertThat(pending("0x1"))
        .filteredOn(Effect.NotifyApplication.class::isInstance)
        .singleElement()
        .satisfies(
            news ->
                assertThat(((Effect.NotifyApplication) news).view().status())
                    .isEqualTo(ApplicationStatus.Executing));
  }

  @Test
  void shouldDecideAMessageOnce_whenItIsAskedForAgainBeforeItIsMade() {
    step("0x1", call("0x1"));
    step("0x1", opened("0x1"));
    List<Effect.MessageEffect> decided = pending("0x1");

    step("0x1", new Input.Restarted());

    assertThat(pending("0x1")).isEqualTo(decided);
  }

  @Test
  void shouldKeepLocalEffects_untilTheyArePerformed() {
    step("0x1", call("0x1"));
    step("0x1", opened("0x1"));
    step("0x1", new Input.StepExecuted(0, OK));
    StepResult peers = StepResult.succeeded("0xd1", "0xtx1");
    Stepped judging = step("0x1", new Input.OutcomeReceived(1, "b", peers));
    Stepped alarm = step("0x1", new Input.MessageUndeliverable(0, MessageKind.Execution));
    reopen();

    assertThat(judging.toPerform())
        .extracting(PendingEffect::effect)
        .containsExactly(new Effect.JudgeEvidence(1, "0xd1"));
    assertThat(journal.pendingEffects().list()).hasSize(2);
    step("0x1", new Input.EvidenceJudged(1, "0xd1", Verdict.Accepted, Reason.NONE));
    assertThat(journal.pendingEffects().list())
        .extracting(PendingEffect::effect)
        .allMatch(
            effect ->
                effect instanceof Effect.RaiseAlarm raised
                    && raised.alarm().code() == Alarm.Code.OutcomeUnknown);
    journal.pendingEffects().performed(alarm.toPerform().getFirst()).join();
    assertThat(journal.pendingEffects().list()).isEmpty();
  }

  @Test
  void shouldNotPerformTwice_whenTheSameLocalEffectIsAskedForAgain() {
    step("0x1", call("0x1"));
    step("0x1", opened("0x1"));
    step("0x1", new Input.StepExecuted(0, OK));
    step("0x1", new Input.OutcomeReceived(1, "b", StepResult.succeeded("0xd1", "")));

    assertThat(step("0x1", new Input.Restarted()).toPerform()).isEmpty();
    assertThat(journal.pendingEffects().list()).hasSize(1);
  }

  @Test
  void shouldTellWhatIsDue_inOrderOfTime() {
    step("0x1", call("0x1"));
    step("0x2", call("0x2"));
    step("0x2", opened("0x2"));

    assertThat(journal.transactions().due(100, 10)).isEmpty();
    assertThat(journal.transactions().due(101, 10)).containsExactlyInAnyOrder("0x1", "0x2");
    assertThat(journal.transactions().due(101, 1)).hasSize(1);
  }

  @Test
  void shouldBeDueAgain_whenATransactionThatWasSetAsideGoesOn() {
    step("0x1", call("0x1"));
    database.writeAndWait(
        handle -> {
          journal.transactions().setAside(handle, "0x1");
          return true;
        });
    assertThat(journal.transactions().due(101, 10)).isEmpty();

    step("0x1", new Input.BlockTimeAdvanced(20));

    assertThat(journal.transactions().due(101, 10)).containsExactly("0x1");
  }

  @Test
  void shouldListByStatus_pageByPage() {
    for (int number = 1; number <= 5; number++) {
      step("0x" + number, call("0x" + number));
    }
    step("0x3", opened("0x3"));

    List<StoredTransaction> page =
        journal
            .transactions()
            .list(Optional.of(ApplicationStatus.Opening), OptionalLong.empty(), 3);
    assertThat(page)
        .extracting(StoredTransaction::transaction)
        .containsExactly("0x5", "0x4", "0x2");
    OptionalLong next = OptionalLong.of(page.getLast().number());
    assertThat(journal.transactions().list(Optional.of(ApplicationStatus.Opening), next, 3))
        .extracting(StoredTransaction::transaction)
        .containsExactly("0x1");
    assertThat(journal.transactions().countByStatus())
        .containsEntry("opening", 4L)
        .containsEntry("executing", 1L);
    assertThat(journal.transactions().unfinished())
        .containsExactly("0x1", "0x2", "0x3", "0x4", "0x5");
  }
}
