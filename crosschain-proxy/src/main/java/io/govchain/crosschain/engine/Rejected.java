package io.govchain.crosschain.engine;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Never opened, so nothing happened and nothing will. Should a record appear after all that names
 * this party, it signs off its steps as never executed.
 */
public record Rejected(Progress progress, Reason detail) implements TransactionState {
  private static final Reason OTHER_PLAN =
      new Reason("record-mismatch", "the record was opened with another plan");

  /** A call that never can be opened, since its id stands on the record with another plan. */
  static Rejected forAnotherPlan(Progress progress) {
    return new Rejected(progress, OTHER_PLAN);
  }

  @Override
  public Optional<Progress> known() {
    return Optional.of(progress);
  }

  @Override
  public ApplicationStatus status() {
    return ApplicationStatus.Rejected;
  }

  @Override
  public OptionalLong wakeAt(Policy policy) {
    return OptionalLong.empty();
  }

  Transition on(Input input, Policy policy) {
    return switch (input) {
      case Input.CallForwarded in -> after(policy, this::repeat);
      case Input.StepRequested in -> after(policy, draft -> Requesting.refuse(draft, in));
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

  private Transition after(Policy policy, Consumer<Draft> change) {
    Draft draft = new Draft(progress, policy);
    change.accept(draft);
    return draft.to(known -> new Rejected(known, detail));
  }

  private void repeat(Draft draft) {
    view().map(Effect.NotifyApplication::new).ifPresent(draft::emit);
  }
}
