package io.govchain.crosschain.engine;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The record is open and this party still has, or may still get, something to do for it. */
public record Executing(Progress progress) implements TransactionState {

  @Override
  public Optional<Progress> known() {
    return Optional.of(progress);
  }

  @Override
  public ApplicationStatus status() {
    return ApplicationStatus.Executing;
  }

  @Override
  public OptionalLong wakeAt(Policy policy) {
    return Aborting.wakeAt(progress, policy);
  }

  Transition on(Input input, Policy policy) {
    return switch (input) {
      case Input.CallForwarded in -> after(policy, draft -> forwarded(draft, in));
      case Input.StepRequested in -> after(policy, draft -> requested(draft, in));
      case Input.RecordOpened in -> Transition.to(this);
      case Input.StepReportedOnChain in -> after(policy, draft -> Observing.reported(draft, in));
      case Input.StatusChangedOnChain in ->
          Entering.status(new Draft(progress, policy), in.status(), this);
      case Input.EntryRejectedOnChain in -> after(policy, draft -> Observing.rejected(draft, in));
      case Input.StepExecuted in ->
          after(policy, draft -> Learning.executed(draft, in.step(), in.result()));
      case Input.ExecutionRefused in ->
          after(policy, draft -> Learning.executionRefused(draft, in));
      case Input.OutcomeReceived in -> after(policy, draft -> Learning.outcomeReceived(draft, in));
      case Input.EvidenceRequested in ->
          after(policy, draft -> Requesting.evidenceRequested(draft, in));
      case Input.EvidenceJudged in -> after(policy, draft -> Learning.evidenceJudged(draft, in));
      case Input.PeerRefused in ->
          after(policy, draft -> Aborting.peerRefused(draft, in.step(), in.from(), in.reason()));
      case Input.MessageUndeliverable in ->
          after(policy, draft -> Aborting.undeliverable(draft, in));
      case Input.CompensationRequested in -> Transition.to(this);
      case Input.BlockTimeAdvanced in ->
          after(policy, draft -> Aborting.blockTime(draft, in.blockTime()));
      case Input.CompensatorExecuted in -> after(policy, draft -> Closing.undone(draft, in));
      case Input.CompensatorRefused in -> Transition.to(this);
      case Input.CompensationRetried in -> Transition.to(this);
      case Input.ResolutionAgreed in -> Transition.to(this);
      case Input.JournalRestored in -> restored(policy);
      case Input.Restarted in -> after(policy, Outstanding::whileOpen);
    };
  }

  private Transition after(Policy policy, Consumer<Draft> change) {
    Draft draft = new Draft(progress, policy);
    change.accept(draft);
    Advancing.advance(draft);
    return draft.to(
        known -> Advancing.isOwnWorkDone(known) ? new Settling(known) : new Executing(known));
  }

  /** Nothing is started on what may be out of date: the record is read first. */
  private Transition restored(Policy policy) {
    Draft draft = new Draft(progress, policy);
    Resuming.restored(draft);
    return draft.to(Executing::new);
  }

  private void requested(Draft draft, Input.StepRequested in) {
    draft.set(draft.progress().at(in.blockTime()));
    Requesting.stepRequested(draft, in);
  }

  private void forwarded(Draft draft, Input.CallForwarded in) {
    draft.set(draft.progress().at(in.blockTime()));
    Resuming.forwarded(draft, in.plan());
    Repeating.called(draft, in, view());
  }
}
