package io.govchain.simulation.chain;

import io.govchain.crosschain.engine.ChainStatus;
import io.govchain.crosschain.engine.Entry;
import io.govchain.crosschain.engine.Rejection;

/** What the contract emits. */
public sealed interface LedgerEvent {
  String transaction();

  /** A record was opened; its steps are in the record. */
  record Opened(String transaction, String by) implements LedgerEvent {}

  /** An entry was taken. */
  record Reported(String transaction, String by, int step, Entry entry, String digest)
      implements LedgerEvent {}

  /** The record entered a status. */
  record StatusChanged(String transaction, ChainStatus status) implements LedgerEvent {}

  /** An entry was refused, and harmed none of its neighbours. */
  record Rejected(String transaction, String by, int step, Entry entry, Rejection reason)
      implements LedgerEvent {}
}
