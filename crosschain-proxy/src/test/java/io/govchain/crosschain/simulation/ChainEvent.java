package io.govchain.crosschain.simulation;

import io.govchain.crosschain.engine.ChainStatus;
import io.govchain.crosschain.engine.Entry;
import io.govchain.crosschain.engine.Rejection;

/** What the model of the Transactions contract emits. */
sealed interface ChainEvent {
  String transaction();

  record Opened(String transaction) implements ChainEvent {}

  record Reported(String transaction, String by, int step, Entry entry, String digest)
      implements ChainEvent {}

  record StatusChanged(String transaction, ChainStatus status) implements ChainEvent {}

  record Rejected(String transaction, String by, int step, Entry entry, Rejection reason)
      implements ChainEvent {}
}
