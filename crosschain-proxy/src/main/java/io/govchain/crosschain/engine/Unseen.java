package io.govchain.crosschain.engine;

import java.util.Optional;
import java.util.OptionalLong;

/** Nothing is known about the transaction. */
public record Unseen() implements TransactionState {
  private static final Reason TOO_LATE =
      new Reason("deadline-passed", "the call's deadline had passed when it arrived");

  @Override
  public Optional<Progress> known() {
    return Optional.empty();
  }

  @Override
  public ApplicationStatus status() {
    return ApplicationStatus.Received;
  }

  @Override
  public OptionalLong wakeAt(Policy policy) {
    return OptionalLong.empty();
  }

  Transition on(Input input, Policy policy) {
    return switch (input) {
      case Input.CallForwarded in -> forwarded(in, policy);
      case Input.StepRequested in -> requested(in, policy);
      case Input.RecordOpened in ->
          in.plan().isOfThisParty()
              ? Entering.observing(
                  new Draft(Progress.of(in.plan(), in.blockTime()), policy), in.journalLost())
              : Transition.to(this);
      case Input.StepReportedOnChain in -> Transition.to(this);
      case Input.StatusChangedOnChain in -> Transition.to(this);
      case Input.EntryRejectedOnChain in -> Transition.to(this);
      case Input.StepExecuted in -> Transition.to(this);
      case Input.ExecutionRefused in -> Transition.to(this);
      // Without a plan it cannot be judged; once the report is on the record it is asked for.
      case Input.OutcomeReceived in -> Transition.to(this);
      case Input.EvidenceRequested in -> Transition.to(this);
      case Input.EvidenceJudged in -> Transition.to(this);
      case Input.PeerRefused in -> Transition.to(this);
      case Input.MessageUndeliverable in -> Transition.to(this);
      case Input.CompensationRequested in -> Transition.to(this);
      case Input.BlockTimeAdvanced in -> Transition.to(this);
      case Input.CompensatorExecuted in -> Transition.to(this);
      case Input.CompensatorRefused in -> Transition.to(this);
      case Input.CompensationRetried in -> Transition.to(this);
      case Input.ResolutionAgreed in -> Transition.to(this);
      case Input.JournalRestored in -> Transition.to(this);
      case Input.Restarted in -> Transition.to(this);
    };
  }

  private Transition forwarded(Input.CallForwarded in, Policy policy) {
    Draft draft = new Draft(Progress.of(in.plan(), in.blockTime()), policy);
    if (!draft.progress().isBeforeDeadline()) {
      return draft.to(progress -> new Rejected(progress, TOO_LATE));
    }
    draft.emit(new Effect.RecordOpening(in.plan()));
    return draft.to(Opening::new);
  }

  private Transition requested(Input.StepRequested in, Policy policy) {
    Draft draft = new Draft(Progress.of(in.plan(), in.blockTime()), policy);
    Requesting.stepRequested(draft, in);
    boolean taken = draft.step(in.step()).stage() == StepProgress.Stage.Queued;
    return taken ? draft.to(Opening::new) : draft.to(refused -> this);
  }
}
