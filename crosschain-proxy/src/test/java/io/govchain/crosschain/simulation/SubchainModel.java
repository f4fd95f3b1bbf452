package io.govchain.crosschain.simulation;

import io.govchain.crosschain.engine.Reason;
import io.govchain.crosschain.engine.StepResult;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A party's subchain with its subchain proxy: the truth about what took effect. The proxy keeps
 * what it was asked by (transaction, step, action) and answers a repetition with what became of it.
 */
final class SubchainModel {

  /** What the world has decided to happen to a step. */
  enum Fate {
    Succeeds,
    RefusedByContract,
    /** The proxy claims success although nothing took effect. */
    Lies
  }

  /** What the world has decided to happen to a compensator. */
  enum UndoFate {
    Succeeds,
    /** Each attempt is refused, but not for good. */
    FailsForNow,
    FailsForGood
  }

  /** Where something is on this subchain. */
  record Spot(String transaction, int step) {}

  private record Attempt(Spot spot, int number) {}

  private final Map<Spot, StepResult> answers = new HashMap<>();
  private final Map<Spot, Integer> effects = new HashMap<>();
  private final Map<Attempt, Boolean> undoAnswers = new HashMap<>();
  private final Set<Spot> undone = new HashSet<>();
  private boolean undoneAgain;

  /** Executes the step unless this was asked before. */
  StepResult execute(Spot spot, Fate fate, boolean expired) {
    return answers.computeIfAbsent(spot, first -> run(first, fate, expired));
  }

  private StepResult run(Spot spot, Fate fate, boolean expired) {
    if (expired) {
      return StepResult.notExecuted(new Reason("envelope-expired", "came after the deadline"));
    }
    return switch (fate) {
      case Succeeds -> {
        effects.merge(spot, 1, Integer::sum);
        yield StepResult.succeeded(digest(spot, "done"), "0xtx");
      }
      case Lies -> StepResult.succeeded(digest(spot, "lie"), "0xno");
      case RefusedByContract ->
          StepResult.failed(digest(spot, "refusal"), new Reason("refused", "by contract"), "");
    };
  }

  /** Undoes the step unless this attempt was asked for before; whether it took effect. */
  boolean undo(Spot spot, UndoFate fate, int attempt) {
    return undoAnswers.computeIfAbsent(
        new Attempt(spot, attempt), first -> runUndo(spot, fate, attempt));
  }

  private boolean runUndo(Spot spot, UndoFate fate, int attempt) {
    if (undone.contains(spot)) {
      // Another attempt is another chain transaction: never to be asked for after a success.
      undoneAgain = true;
      return true;
    }
    boolean works =
        switch (fate) {
          case Succeeds -> tookEffect(spot);
          case FailsForNow -> tookEffect(spot) && attempt > 2;
          case FailsForGood -> false;
        };
    if (works) {
      undone.add(spot);
    }
    return works;
  }

  /** Whether evidence with this digest proves a success. */
  boolean proves(Spot spot, String digest) {
    return tookEffect(spot) && digest.equals(digest(spot, "done"));
  }

  boolean wasAsked(Spot spot) {
    return answers.containsKey(spot);
  }

  boolean tookEffect(Spot spot) {
    return effects.containsKey(spot);
  }

  int timesInEffect(Spot spot) {
    return effects.getOrDefault(spot, 0);
  }

  boolean wasUndoneAgain() {
    return undoneAgain;
  }

  boolean isInEffect(Spot spot) {
    return tookEffect(spot) && !undone.contains(spot);
  }

  private static String digest(Spot spot, String what) {
    return "0x%s-%d-%s".formatted(spot.transaction(), spot.step(), what);
  }
}
