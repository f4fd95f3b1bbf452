package io.govchain.crosschain.engine;

import static io.govchain.crosschain.engine.StepProgress.Stage.Idle;
import static io.govchain.crosschain.engine.StepProgress.Stage.Known;
import static io.govchain.crosschain.engine.StepProgress.Stage.Running;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers what peers ask of this party. */
final class Requesting {
  private static final Reason MISMATCH =
      new Reason("plan-mismatch", "the call is not the plan that stands on the record");
  private static final Reason NOT_INITIATOR =
      new Reason("not-the-initiator", "only the initiator of a transaction asks for its steps");
  private static final Reason NOT_OURS =
      new Reason("step-not-ours", "another party is responsible for this step");
  private static final Reason TOO_LATE =
      new Reason("deadline-passed", "the transaction's deadline has passed in block time");
  private static final Reason CLOSED =
      new Reason("transaction-not-open", "the transaction takes no more steps");

  private Requesting() {}

  /**
   * Takes a step in, to be started by {@link Advancing} as soon as everything before it is good.
   */
  static void stepRequested(Draft draft, Input.StepRequested in) {
    boolean lost = isOfLostStep(draft, in);
    if (!lost && !isAcceptable(draft, in)) {
      return;
    }
    Map<Integer, String> claims = claims(in);
    if (lost) {
      Resuming.requested(draft, in.step());
      judgeEarlier(draft, in.step(), claims);
    } else if (!draft.progress().isBeforeDeadline()) {
      draft.emit(new Effect.SendRefusal(in.step(), in.from(), TOO_LATE));
    } else {
      draft.set(in.step(), draft.step(in.step()).at(StepProgress.Stage.Queued));
      judgeEarlier(draft, in.step(), claims);
    }
  }

  /** While steps are being signed off: brings back what is needed to find out about a lost one. */
  static void stepRequestedWhileWindingDown(Draft draft, Input.StepRequested in) {
    if (isOfLostStep(draft, in)) {
      Resuming.requested(draft, in.step());
    } else {
      stepRequestedTooLate(draft, in);
    }
  }

  private static boolean isOfLostStep(Draft draft, Input.StepRequested in) {
    return objection(draft.plan(), in).equals(Reason.NONE) && Resuming.isLost(draft, in.step());
  }

  /** For a transaction that takes no more steps: repeats a known outcome, refuses anything new. */
  static void stepRequestedTooLate(Draft draft, Input.StepRequested in) {
    if (isAcceptable(draft, in)) {
      draft.emit(new Effect.SendRefusal(in.step(), in.from(), CLOSED));
    }
  }

  static void refuse(Draft draft, Input.StepRequested in) {
    draft.emit(new Effect.SendRefusal(in.step(), in.from(), CLOSED));
  }

  /** For a transaction that has ended: repeats what became of an own step, and no more. */
  static void evidenceRequestedTooLate(Draft draft, Input.EvidenceRequested in) {
    evidenceRequested(draft, in, EnumSet.noneOf(StepProgress.Stage.class));
  }

  static void evidenceRequested(Draft draft, Input.EvidenceRequested in) {
    evidenceRequested(draft, in, EnumSet.of(Running, Known));
  }

  /**
   * While steps are being signed off. A party that lost its journal cannot know that it was never
   * asked for its step, so it is helped to find out.
   */
  static void evidenceRequestedWhileWindingDown(Draft draft, Input.EvidenceRequested in) {
    evidenceRequested(draft, in, EnumSet.of(Idle, Running, Known));
  }

  private static void evidenceRequested(
      Draft draft, Input.EvidenceRequested in, Set<StepProgress.Stage> askedAgain) {
    if (in.step() == Entry.WHOLE) {
      return;
    }
    StepProgress known = draft.step(in.step());
    if (draft.plan().isOwn(in.step())) {
      if (draft.plan().hasParty(in.from()) && known.isKnown()) {
        draft.emit(new Effect.SendStepOutcome(in.step(), in.from()));
      }
    } else if (askedAgain.contains(known.stage()) && isOfItsParty(draft, in)) {
      draft.emit(new Effect.SendStepRequest(in.step(), in.from()));
    }
  }

  /** Its own party asks: it has lost what it was asked for, and may have done it. */
  private static boolean isOfItsParty(Draft draft, Input.EvidenceRequested in) {
    Outcome recorded = draft.step(in.step()).onChain().outcome();
    return draft.plan().initiatedHere()
        && in.from().equals(draft.plan().step(in.step()).responsible())
        && (recorded == Outcome.Pending || recorded == Outcome.Succeeded);
  }

  /** Why this request can never be served, {@link Reason#NONE} if it can. */
  private static Reason objection(Plan plan, Input.StepRequested in) {
    if (!plan.agreesWith(in.plan())) {
      return MISMATCH;
    }
    if (!in.from().equals(plan.initiator()) || plan.initiatedHere()) {
      return NOT_INITIATOR;
    }
    return plan.isOwn(in.step()) ? Reason.NONE : NOT_OURS;
  }

  private static boolean isAcceptable(Draft draft, Input.StepRequested in) {
    Reason objection = objection(draft.plan(), in);
    if (!objection.equals(Reason.NONE)) {
      draft.emit(new Effect.SendRefusal(in.step(), in.from(), objection));
      return false;
    }
    return switch (draft.step(in.step()).stage()) {
      case Idle -> true;
      case Queued, Running, Unknown, Resumed -> false;
      case Known -> {
        draft.emit(new Effect.SendStepOutcome(in.step(), in.from()));
        yield false;
      }
    };
  }

  private static Map<Integer, String> claims(Input.StepRequested in) {
    return in.earlier().stream()
        .collect(Collectors.toMap(Claim::step, Claim::digest, (first, second) -> first));
  }

  /**
   * Evidence that the request had no room for is asked for once the report of its step stands on
   * the record; until it is judged the step waits, as it does for what others verify.
   */
  private static void judgeEarlier(Draft draft, int step, Map<Integer, String> claims) {
    for (int earlier = 0; earlier < step; earlier++) {
      boolean open =
          draft.plan().isVerifiedHere(earlier) && draft.step(earlier).judgement().isOpen();
      if (open && claims.containsKey(earlier)) {
        Learning.judge(draft, earlier, claims.get(earlier));
      }
    }
  }
}
