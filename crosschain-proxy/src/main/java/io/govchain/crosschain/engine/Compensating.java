package io.govchain.crosschain.engine;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The transaction cannot settle any more; every party signs off its steps, the last one first. */
public record Compensating(Progress progress) implements TransactionState {

  @Override
  public Optional<Progress> known() {
    return Optional.of(progress);
  }

  @Override
  public ApplicationStatus status() {
    return ApplicationStatus.Compensating;
  }

  @Override
  public Reason detail() {
    return progress.whyUndone();
  }

  @Override
  public OptionalLong wakeAt(Policy policy) {
    return WindingDown.wakeAt(progress, policy);
  }

  Transition on(Input input, Policy policy) {
    return switch (input) {
      case Input.CallForwarded in -> after(policy, draft -> forwarded(draft, in));
      case Input.StepRequested in ->
          after(policy, draft -> Requesting.stepRequestedWhileWindingDown(draft, in));
      case Input.RecordOpened in -> Transition.to(this);
      case Input.StepReportedOnChain in -> after(policy, draft -> WindingDown.reported(draft, in));
      case Input.StatusChangedOnChain in ->
          Entering.status(new Draft(progress, policy), in.status(), this);
      case Input.EntryRejectedOnChain in -> after(policy, draft -> Observing.rejected(draft, in));
      case Input.StepExecuted in ->
          after(policy, draft -> Learning.executed(draft, in.step(), in.result()));
      case Input.ExecutionRefused in ->
          after(policy, draft -> Learning.executionRefused(draft, in));
      case Input.OutcomeReceived in -> after(policy, draft -> Learning.outcomeReceived(draft, in));
      case Input.EvidenceRequested in ->
          after(policy, draft -> Requesting.evidenceRequestedWhileWindingDown(draft, in));
      case Input.EvidenceJudged in -> after(policy, draft -> Learning.evidenceJudged(draft, in));
      case Input.PeerRefused in -> Transition.to(this);
      case Input.MessageUndeliverable in ->
          after(policy, draft -> Aborting.undeliverable(draft, in));
      case Input.CompensationRequested in -> after(policy, Outstanding::whileWindingDown);
      case Input.BlockTimeAdvanced in -> after(policy, draft -> blockTime(draft, in.blockTime()));
      case Input.CompensatorExecuted in ->
          after(policy, draft -> WindingDown.compensated(draft, in));
      case Input.CompensatorRefused in ->
          after(policy, draft -> WindingDown.compensatorRefused(draft, in));
      case Input.CompensationRetried in -> after(policy, draft -> WindingDown.retry(draft, in));
      case Input.ResolutionAgreed in -> Transition.to(this);
      // No own step is merely promised any more, and what was ordered is asked for again.
      case Input.JournalRestored in -> Transition.to(this);
      case Input.Restarted in -> after(policy, this::outstanding);
    };
  }

  private Transition after(Policy policy, Consumer<Draft> change) {
    Draft draft = new Draft(progress, policy);
    change.accept(draft);
    WindingDown.proceed(draft);
    return draft.to(Compensating::new);
  }

  private void blockTime(Draft draft, long blockTime) {
    WindingDown.blockTime(draft, blockTime);
    WindingDown.escalateIfDue(draft);
  }

  private void outstanding(Draft draft) {
    Outstanding.whileWindingDown(draft);
    if (progress.escalationRecorded()) {
      draft.report(Entry.WHOLE, Entry.Escalated, StepResult.NO_DIGEST);
    }
  }

  private void forwarded(Draft draft, Input.CallForwarded in) {
    Resuming.forwarded(draft, in.plan());
    Repeating.called(draft, in, view());
  }
}
