package io.govchain.crosschain.journal;

import io.govchain.crosschain.engine.TransactionState;
import java.util.List;

/**
 * What a step led to, all of it on disk.
 *
 * @param toPerform local effects to be performed now; messages and record entries are queued
 *     already
 */
public record Stepped(
    String transaction,
    TransactionState before,
    TransactionState after,
    List<PendingEffect> toPerform) {
  public Stepped {
    toPerform = List.copyOf(toPerform);
  }
}
