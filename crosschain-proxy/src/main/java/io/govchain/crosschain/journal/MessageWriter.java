package io.govchain.crosschain.journal;

import io.govchain.crosschain.engine.Effect;
import io.govchain.crosschain.engine.TransactionState;
import org.jdbi.v3.core.Handle;

/** Puts a message into the outbox, within the write that decided on it. */
@FunctionalInterface
public interface MessageWriter {

  /**
   * Called on the database's writer thread, before the commit: quick, and touching nothing but the
   * handle. What it throws undoes the whole step.
   *
   * @param after the transaction's state after the step; still unseen where a request was refused
   */
  void write(
      Handle handle, String transaction, TransactionState after, Effect.MessageEffect effect);
}
