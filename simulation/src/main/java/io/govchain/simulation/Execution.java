package io.govchain.simulation;

import io.govchain.crosschain.engine.StepResult;
import java.util.Optional;

/**
 * What a subchain proxy has on disk about a step that it was ordered to execute or to undo.
 *
 * @param order the letter to answer
 * @param attempt counts from 1; only undoing gets further ones
 * @param prepared the signed write, on disk before anybody sees it
 * @param result once it is known
 */
record Execution(
    Letter order, int attempt, Optional<Subchain.Write> prepared, Optional<StepResult> result) {

  static Execution ordered(Letter order, int attempt) {
    return new Execution(order, attempt, Optional.empty(), Optional.empty());
  }

  Execution orderedAgain(Letter again) {
    return new Execution(again, attempt, prepared, result);
  }

  Execution prepared(Subchain.Write write) {
    return new Execution(order, attempt, Optional.of(write), result);
  }

  /** As if nothing had been prepared. */
  Execution withoutWrite() {
    return new Execution(order, attempt, Optional.empty(), result);
  }

  Execution finished(StepResult known) {
    return new Execution(order, attempt, prepared, Optional.of(known));
  }
}
