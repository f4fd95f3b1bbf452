package io.govchain.crosschain.conversation;

import io.govchain.amdp.Problem;
import io.govchain.crosschain.engine.Input;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** What a genuine message turned out to mean. */
public sealed interface Reading {

  /** Never to be acted on. */
  record Refused(Problem problem) implements Reading {}

  /** Cannot be told before more of the governance chain is seen. */
  record NotYet(Problem problem) implements Reading {}

  /** Says nothing that is needed: the sender may stop, and nothing is kept of it. */
  record Needless() implements Reading {}

  /**
   * To be acted on.
   *
   * @param keep what is to be stored with it, before the input
   * @param input empty where there is nothing new for the engine
   */
  record Understood(String transaction, Consumer<Handle> keep, Optional<Input> input)
      implements Reading {}
}
