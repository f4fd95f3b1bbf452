package io.govchain.subchain.webhooks;

/** What came of one attempt to deliver. */
sealed interface Answer {
  /** The receiver has it. */
  record Taken() implements Answer {}

  /** It has to be tried again. */
  record NotTaken(String why) implements Answer {}
}
