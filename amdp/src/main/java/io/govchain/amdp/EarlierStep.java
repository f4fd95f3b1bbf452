package io.govchain.amdp;

import java.util.Optional;

/**
 * What a participant is shown of a step before its own.
 *
 * @param step number of that step
 * @param result what became of it
 * @param arguments its arguments' disclosure, sealed for the receiver, where the receiver has to
 *     compare them
 * @param evidence its evidence, sealed for the receiver
 */
public record EarlierStep(
    int step, StepResult result, Optional<String> arguments, Optional<String> evidence) {

  public EarlierStep {
    Shape.range("earlier.step", step, 0, Shape.MAX_STEPS - 1L);
  }
}
