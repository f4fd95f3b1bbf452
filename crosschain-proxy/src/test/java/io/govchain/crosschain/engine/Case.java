package io.govchain.crosschain.engine;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * One row of the transition table.
 *
 * @param effects in the words of {@link #describe}, notifications of the application left out
 */
record Case(
    String name,
    TransactionState given,
    Input when,
    Class<? extends TransactionState> then,
    List<String> effects) {

  /** Rows of one situation. */
  record Situation(String name, TransactionState state) {
    Case on(Input input, Class<? extends TransactionState> then, String... effects) {
      return new Case(name, state, input, then, List.of(effects));
    }

    /** The input changes the state not at all and has no effect. */
    Stream<Case> ignores(Input... inputs) {
      return Arrays.stream(inputs)
          .map(input -> new Case(name, state, input, state.getClass(), List.of("unchanged")));
    }
  }

  boolean expectsNoChange() {
    return effects.equals(List.of("unchanged"));
  }

  static Situation given(String name, TransactionState state) {
    return new Situation(name, state);
  }

  static String describe(Effect effect) {
    return switch (effect) {
      case Effect.RecordOpening e -> "open";
      case Effect.RecordReport e -> "report %d %s %s".formatted(e.step(), e.entry(), e.digest());
      case Effect.ExecuteStep e -> "execute " + e.step();
      case Effect.CompensateStep e -> "undo %d attempt %d".formatted(e.step(), e.attempt());
      case Effect.SendStepRequest e -> "request %d of %s".formatted(e.step(), e.to());
      case Effect.SendStepOutcome e -> "outcome %d to %s".formatted(e.step(), e.to());
      case Effect.SendEvidenceRequest e -> "evidence %d of %s".formatted(e.step(), e.to());
      case Effect.SendCompensationRequest e -> "nudge " + e.to();
      case Effect.SendRefusal e ->
          "refuse %d to %s: %s".formatted(e.step(), e.to(), e.reason().code());
      case Effect.NotifyApplication e -> "tell " + e.view().status().word();
      case Effect.JudgeEvidence e -> "judge %d %s".formatted(e.step(), e.digest());
      case Effect.RaiseAlarm e -> "alarm %s %d".formatted(e.alarm().code(), e.step());
    };
  }

  @Override
  public String toString() {
    return "%s, %s, on %s"
        .formatted(given.getClass().getSimpleName(), name, when.getClass().getSimpleName());
  }
}
