package io.govchain.crosschain.engine;

import static io.govchain.crosschain.engine.Samples.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The application hears of every visible change of its transaction, and of nothing else. */
class NotificationTest {

  private static List<String> told(TransactionState state, Input input) {
    return ENGINE.apply(state, input).effects().stream()
        .filter(Effect.NotifyApplication.class::isInstance)
        .map(Case::describe)
        .toList();
  }

  @Test
  void shouldTellEachStatus_whenATransactionSettles() {
    TransactionState state = Engine.initial();
    assertThat(told(state, call())).containsExactly("tell opening");
    state = after(call());
    assertThat(told(state, opened(A))).containsExactly("tell executing");
    assertThat(told(SettlingCases.INITIATOR_STATE, status(ChainStatus.Settled)))
        .containsExactly("tell settled");
  }

  @Test
  void shouldTellOutcomes_whenAStepEnds() {
    TransactionState running = after(call(), opened(A));
    assertThat(told(running, executed(0, OK0))).containsExactly("tell executing");
  }

  @Test
  void shouldTellNothing_whenNothingVisibleChanges() {
    TransactionState running = after(call(), opened(A));
    assertThat(told(running, time(50))).isEmpty();
    assertThat(told(running, restarted())).isEmpty();
  }

  @Test
  void shouldTellNobody_whenAnotherPartyInitiated() {
    assertThat(told(after(opened(B)), status(ChainStatus.Compensating))).isEmpty();
  }

  /** A has a part in what B opened, so it follows that record; none of it is of A's call. */
  @Test
  void shouldSayThatACallNeverCanBeOpened_whenOthersOpenedItsIdBeforeItCame() {
    Plan theirs = new Plan("0xt", A, B, DEADLINE, List.of(new PlanStep("q", 9, true, A, B)));
    TransactionState open = after(new Input.RecordOpened(theirs, false, 5));
    assertThat(told(open, call())).containsExactly("tell rejected");
    for (ChainStatus status :
        List.of(
            ChainStatus.Compensating,
            ChainStatus.Escalated,
            ChainStatus.Settled,
            ChainStatus.Compensated,
            ChainStatus.Resolved)) {
      assertThat(told(after(open, status(status)), call()))
          .as(status.name())
          .containsExactly("tell rejected");
    }
  }

  @Test
  void shouldSayWhy_whenOthersOpenedItsIdBefore() {
    Plan theirs = new Plan("0xt", A, B, DEADLINE, List.of(new PlanStep("q", 9, true, A, B)));

    Transition called = ENGINE.apply(after(new Input.RecordOpened(theirs, false, 5)), call());

    Effect.NotifyApplication told = (Effect.NotifyApplication) called.effects().getFirst();
    assertThat(told.view().detail().code()).isEqualTo("record-mismatch");
    assertThat(called.state()).isInstanceOf(Executing.class);
  }

  @Test
  void shouldSayWhy_whenTheRecordIsRefused() {
    TransactionState rejected =
        after(call(), rejected(Entry.WHOLE, Entry.Opened, Rejection.PipelineUnusable));
    assertThat(rejected.view().orElseThrow().detail().text()).contains("PipelineUnusable");
  }

  @Test
  void shouldGiveACodeOfItsOwn_whenTheCallerCanDoSomethingAboutIt() {
    assertThat(refusedFor(Rejection.LimitReached)).isEqualTo("limit-reached");
    assertThat(refusedFor(Rejection.InstitutionRestricted)).isEqualTo("institution-restricted");
    assertThat(refusedFor(Rejection.PipelineUnusable)).isEqualTo("opening-refused");
  }

  private static String refusedFor(Rejection reason) {
    TransactionState rejected = after(call(), rejected(Entry.WHOLE, Entry.Opened, reason));
    assertThat(rejected.status()).isEqualTo(ApplicationStatus.Rejected);
    return rejected.view().orElseThrow().detail().code();
  }

  @Test
  void shouldTellAgain_whenTheCallIsForwardedAgain() {
    assertThat(told(after(call(), opened(A)), call())).containsExactly("tell executing");
  }

  @Test
  void shouldSayThatTheDeadlinePassed_whenNothingElseUndidIt() {
    TransactionState undone =
        after(
            call(),
            opened(A),
            executed(0, OK0),
            time(DEADLINE + 1),
            status(ChainStatus.Compensating));

    assertThat(undone.view().orElseThrow().detail().code()).isEqualTo("deadline-passed");
    assertThat(after(undone, status(ChainStatus.Compensated)).detail()).isEqualTo(undone.detail());
    assertThat(after(undone, status(ChainStatus.Escalated)).detail()).isEqualTo(undone.detail());
  }

  /** The record takes that word of others only once the deadline has passed. */
  @Test
  void shouldSayThatTheDeadlinePassed_whenAnotherPartyGaveItUp() {
    TransactionState running = after(call(), opened(A));

    assertThat(after(running, aborted(false), status(ChainStatus.Compensating)).detail().code())
        .isEqualTo("deadline-passed");
    assertThat(after(running, aborted(true), status(ChainStatus.Compensating)).detail())
        .isEqualTo(Reason.NONE);
  }

  private static Input aborted(boolean own) {
    return new Input.StepReportedOnChain(Entry.WHOLE, Entry.Aborted, StepResult.NO_DIGEST, own);
  }

  @Test
  void shouldNotBlameTheDeadline_whenAStepFailed() {
    TransactionState failed =
        after(
            call(),
            opened(A),
            time(DEADLINE + 1),
            executed(0, FAILED),
            status(ChainStatus.Compensating));

    assertThat(failed.detail()).isEqualTo(Reason.NONE);
  }

  @Test
  void shouldShowReasons_whenAStepFailed() {
    TransactionState failed = after(call(), opened(A), executed(0, FAILED));
    StepView step = failed.view().orElseThrow().steps().getFirst();
    assertThat(step.outcome()).isEqualTo(Outcome.Failed);
    assertThat(step.reason()).isEqualTo(WHY);
  }
}
