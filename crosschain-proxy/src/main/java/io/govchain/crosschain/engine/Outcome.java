package io.govchain.crosschain.engine;

/** What became of a step. {@code Pending} also stands for "unknown": it is never guessed. */
public enum Outcome {
  Pending,
  Succeeded,
  Failed,
  NotExecuted
}
