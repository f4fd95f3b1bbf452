package io.govchain.crosschain.engine;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** All own steps succeeded and all own verdicts are good: the record has the last word. */
public record Settling(Progress progress) implements TransactionState {

  @Override
  public Optional<Progress> known() {
    return Optional.of(progress);
  }

  @Override
  public ApplicationStatus status() {
    return ApplicationStatus.Verifying;
  }

  @Override
  public OptionalLong wakeAt(Policy policy) {
    return Aborting.wakeAt(progress, policy);
  }

  Transition on(Input input, Policy policy) {
    return switch (input) {
      case Input.CallForwarded in -> after(policy, draft -> Repeating.called(draft, in, view()));
      case Input.StepRequested in -> after(policy, draft -> Requesting.stepRequested(draft, in));
      case Input.RecordOpened in -> Transition.to(this);
      case Input.StepReportedOnChain in -> after(policy, draft -> Observing.reported(draft, in));
      case Input.StatusChangedOnChain in ->
          Entering.status(new Draft(progress, policy), in.status(), this);
      case Input.EntryRejectedOnChain in -> after(policy, draft -> Observing.rejected(draft, in));
      case Input.StepExecuted in ->
          after(policy, draft -> Learning.executed(draft, in.step(), in.result()));
      case Input.ExecutionRefused in -> Transition.to(this);
      case Input.OutcomeReceived in -> Transition.to(this);
      case Input.EvidenceRequested in ->
          after(policy, draft -> Requesting.evidenceRequested(draft, in));
      case Input.EvidenceJudged in -> Transition.to(this);
      case Input.PeerRefused in -> Transition.to(this);
      case Input.MessageUndeliverable in ->
          after(policy, draft -> Aborting.undeliverable(draft, in));
      case Input.CompensationRequested in -> Transition.to(this);
      case Input.BlockTimeAdvanced in ->
          after(policy, draft -> Aborting.blockTime(draft, in.blockTime()));
      case Input.CompensatorExecuted in -> after(policy, draft -> Closing.undone(draft, in));
      case Input.CompensatorRefused in -> Transition.to(this);
      case Input.CompensationRetried in -> Transition.to(this);
      case Input.ResolutionAgreed in -> Transition.to(this);
      // Every own step has succeeded, which no later life can have changed.
      case Input.JournalRestored in -> Transition.to(this);
      case Input.Restarted in -> after(policy, Outstanding::whileOpen);
    };
  }

  private Transition after(Policy policy, Consumer<Draft> change) {
    Draft draft = new Draft(progress, policy);
    change.accept(draft);
    return draft.to(Settling::new);
  }
}
