package io.govchain.crosschain.journal;

import io.govchain.crosschain.engine.TransactionState;
import java.util.List;

/**
 * What a step led to, all of it on disk.
 *
 * @param toPerform local effects to be performed now; record entries are queued already
 * @param speaks whether there are messages to be made now
 */
public record Stepped(
    String transaction,
    TransactionState before,
    TransactionState after,
    List<PendingEffect> toPerform,
    boolean speaks) {
  public Stepped {
    toPerform = List.copyOf(toPerform);
  }
}
