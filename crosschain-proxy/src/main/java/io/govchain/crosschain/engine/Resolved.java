package io.govchain.crosschain.engine;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** People settled what could not be settled automatically. Never left. */
public record Resolved(Progress progress) implements TransactionState {

  @Override
  public Optional<Progress> known() {
    return Optional.of(progress);
  }

  @Override
  public ApplicationStatus status() {
    return ApplicationStatus.Resolved;
  }

  @Override
  public Reason detail() {
    return progress.whyUndone();
  }

  @Override
  public OptionalLong wakeAt(Policy policy) {
    return OptionalLong.empty();
  }

  Transition on(Input input, Policy policy) {
    return switch (input) {
      case Input.CallForwarded in -> after(policy, draft -> Repeating.called(draft, in, view()));
      case Input.StepRequested in ->
          after(policy, draft -> Requesting.stepRequestedTooLate(draft, in));
      case Input.RecordOpened in -> Transition.to(this);
      case Input.StepReportedOnChain in -> after(policy, draft -> Observing.reported(draft, in));
      case Input.StatusChangedOnChain in ->
          after(policy, draft -> Closing.statusChanged(draft, ChainStatus.Resolved, in.status()));
      case Input.EntryRejectedOnChain in -> Transition.to(this);
      case Input.StepExecuted in ->
          after(policy, draft -> Closing.executed(draft, in.step(), in.result()));
      case Input.ExecutionRefused in ->
          after(
              policy,
              draft -> Closing.executed(draft, in.step(), StepResult.notExecuted(in.reason())));
      case Input.OutcomeReceived in -> Transition.to(this);
      case Input.EvidenceRequested in ->
          after(policy, draft -> Requesting.evidenceRequestedTooLate(draft, in));
      case Input.EvidenceJudged in -> Transition.to(this);
      case Input.PeerRefused in -> Transition.to(this);
      case Input.MessageUndeliverable in -> Transition.to(this);
      case Input.CompensationRequested in -> Transition.to(this);
      case Input.BlockTimeAdvanced in -> Transition.to(this);
      case Input.CompensatorExecuted in -> after(policy, draft -> Closing.undone(draft, in));
      case Input.CompensatorRefused in -> Transition.to(this);
      case Input.CompensationRetried in -> Transition.to(this);
      case Input.ResolutionAgreed in -> Transition.to(this);
      case Input.JournalRestored in -> Transition.to(this);
      case Input.Restarted in -> Transition.to(this);
    };
  }

  private Transition after(Policy policy, Consumer<Draft> change) {
    Draft draft = new Draft(progress, policy);
    change.accept(draft);
    return draft.to(Resolved::new);
  }
}
