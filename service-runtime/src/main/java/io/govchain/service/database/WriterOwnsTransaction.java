package io.govchain.service.database;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.DelegatingTransactionHandler;
import org.jdbi.v3.core.transaction.LocalTransactionHandler;

/**
 * Makes JDBI see every handle as inside a transaction: {@code inTransaction} of a caller just runs,
 * and a caller's own commit or rollback, which would tear a group apart, is refused.
 */
final class WriterOwnsTransaction extends DelegatingTransactionHandler {
  WriterOwnsTransaction() {
    super(LocalTransactionHandler.binding());
  }

  @Override
  public boolean isInTransaction(Handle handle) {
    return true;
  }

  @Override
  public void begin(Handle handle) {
    throw refused("begin");
  }

  @Override
  public void commit(Handle handle) {
    throw refused("commit");
  }

  @Override
  public void rollback(Handle handle) {
    throw refused("rollback");
  }

  @Override
  public org.jdbi.v3.core.transaction.TransactionHandler specialize(Handle handle) {
    return this;
  }

  private static IllegalStateException refused(String what) {
    return new IllegalStateException(
        what + " refused: the database owns the transaction; throw to undo this write");
  }
}
