package io.govchain.crosschain.engine;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The record is not seen on the governance chain yet, so nothing may take effect (I1). The
 * initiator has asked for it to be opened; another party was asked for a step and waits for it.
 */
public record Opening(Progress progress) implements TransactionState {
  private static final Reason NEVER_OPENED =
      new Reason("never-opened", "the deadline passed in block time before the record was opened");

  @Override
  public Optional<Progress> known() {
    return Optional.of(progress);
  }

  @Override
  public ApplicationStatus status() {
    return ApplicationStatus.Opening;
  }

  @Override
  public OptionalLong wakeAt(Policy policy) {
    return OptionalLong.of(progress.plan().deadline() + 1);
  }

  Transition on(Input input, Policy policy) {
    return switch (input) {
      case Input.CallForwarded in -> after(policy, this::repeat);
      case Input.StepRequested in -> after(policy, draft -> Requesting.stepRequested(draft, in));
      case Input.RecordOpened in -> opened(in, policy);
      case Input.StepReportedOnChain in -> Transition.to(this);
      case Input.StatusChangedOnChain in -> Transition.to(this);
      case Input.EntryRejectedOnChain in -> rejected(in, policy);
      case Input.StepExecuted in -> Transition.to(this);
      case Input.ExecutionRefused in -> Transition.to(this);
      case Input.OutcomeReceived in -> after(policy, draft -> Learning.outcomeReceived(draft, in));
      case Input.EvidenceRequested in -> Transition.to(this);
      case Input.EvidenceJudged in -> after(policy, draft -> Learning.evidenceJudged(draft, in));
      case Input.PeerRefused in -> Transition.to(this);
      case Input.MessageUndeliverable in -> Transition.to(this);
      case Input.CompensationRequested in -> Transition.to(this);
      case Input.BlockTimeAdvanced in -> blockTime(in, policy);
      case Input.CompensatorExecuted in -> Transition.to(this);
      case Input.CompensatorRefused in -> Transition.to(this);
      case Input.CompensationRetried in -> Transition.to(this);
      case Input.ResolutionAgreed in -> Transition.to(this);
      // Nothing can have been done before the record was opened, which it will tell as lost.
      case Input.JournalRestored in -> Transition.to(this);
      case Input.Restarted in -> after(policy, this::outstanding);
    };
  }

  private Transition after(Policy policy, Consumer<Draft> change) {
    Draft draft = new Draft(progress, policy);
    change.accept(draft);
    return draft.to(Opening::new);
  }

  private Transition opened(Input.RecordOpened in, Policy policy) {
    if (progress.plan().agreesWith(in.plan())) {
      Draft draft = new Draft(progress.under(in.plan()).at(in.blockTime()), policy);
      if (in.journalLost()) {
        return Entering.observing(draft, true);
      }
      Advancing.advance(draft);
      return draft.to(Executing::new);
    }
    return in.plan().isOfThisParty() ? openedOtherwise(in, policy) : openedByStrangers(in, policy);
  }

  /** Nothing of the record is this party's to speak of, so nothing of it is followed. */
  private Transition openedByStrangers(Input.RecordOpened in, Policy policy) {
    Draft draft = new Draft(progress.at(in.blockTime()), policy);
    mismatch(draft);
    refuseQueued(draft);
    return draft.to(Rejected::forAnotherPlan);
  }

  private Transition openedOtherwise(Input.RecordOpened in, Policy policy) {
    Draft draft = new Draft(Progress.of(in.plan(), in.blockTime()), policy);
    mismatch(draft);
    if (progress.plan().initiatedHere()) {
      Rejected told = Rejected.forAnotherPlan(progress);
      told.view().map(Effect.NotifyApplication::new).ifPresent(draft::emit);
    } else {
      refuseQueued(draft);
    }
    return Entering.observing(draft, in.journalLost());
  }

  private static void mismatch(Draft draft) {
    draft.alarm(
        Alarm.Code.RecordMismatch,
        Entry.WHOLE,
        "record of %s names other steps than the call".formatted(draft.plan().transaction()));
  }

  private void refuseQueued(Draft draft) {
    for (int step = 0; step < progress.size(); step++) {
      if (progress.step(step).stage() == StepProgress.Stage.Queued) {
        Reason why = Rejected.forAnotherPlan(progress).detail();
        draft.emit(new Effect.SendRefusal(step, progress.plan().initiator(), why));
      }
    }
  }

  private Transition rejected(Input.EntryRejectedOnChain in, Policy policy) {
    boolean refused = in.entry() == Entry.Opened && in.reason() != Rejection.AlreadyOpen;
    if (!refused) {
      return Transition.to(this);
    }
    Reason reason = reason(in.reason());
    return new Draft(progress, policy).to(known -> new Rejected(known, reason));
  }

  private static Reason reason(Rejection rejection) {
    return switch (rejection) {
      case LimitReached ->
          new Reason(
              "limit-reached",
              "the calls that the pipeline allows in this window are used up; a later window takes more");
      case InstitutionRestricted ->
          new Reason(
              "institution-restricted",
              "the calling institution may open no transactions until a work order restores its credit");
      case None,
          UnknownTransaction,
          AlreadyOpen,
          DeadlineOutOfRange,
          PipelineUnusable,
          NotTheInitiator,
          NotResponsible,
          NotTheVerifier,
          NotAParty,
          WrongStatus,
          AlreadyReported,
          NothingToVerify,
          NothingToCompensate,
          TooEarly,
          NoSuchStep,
          LaterStepUnfinished ->
          new Reason("opening-refused", "the record was refused: " + rejection.name());
    };
  }

  /** The contract opens nothing after the deadline and all events up to this block were seen. */
  private Transition blockTime(Input.BlockTimeAdvanced in, Policy policy) {
    Draft draft = new Draft(progress.at(in.blockTime()), policy);
    boolean over = draft.progress().now() > draft.plan().deadline();
    return draft.to(known -> over ? new Rejected(known, NEVER_OPENED) : new Opening(known));
  }

  private void repeat(Draft draft) {
    view().map(Effect.NotifyApplication::new).ifPresent(draft::emit);
  }

  private void outstanding(Draft draft) {
    if (progress.plan().initiatedHere()) {
      draft.emit(new Effect.RecordOpening(progress.plan()));
    }
    Outstanding.evidence(draft);
  }
}
