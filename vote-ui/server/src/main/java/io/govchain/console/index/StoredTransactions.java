package io.govchain.console.index;

import io.govchain.governance.TransactionRecord.Status;
import io.govchain.service.database.Database;
import io.govchain.service.database.Sql;
import org.jdbi.v3.core.Handle;

/** Looks for transactions that nobody remembers. */
final class StoredTransactions {
  private final Database database;
  private boolean indexed;

  StoredTransactions(Database database) {
    this.database = database;
  }

  /** Forgets everything: what it remembered may have been undone. */
  void forget() {
    indexed = false;
  }

  /** The number that follows the last one's. */
  long nextSeq() {
    return database
        .read(
            handle ->
                Sql.first(
                    handle,
                    "SELECT ifnull(max(seq), 0) + 1 FROM transactions",
                    row -> row.getLong(1)))
        .orElseThrow();
  }

  /** The transaction, or null where none that is on the disk was opened under this id. */
  TransactionRow find(TransactionId id) {
    withIndex();
    return database.read(handle -> find(handle, id));
  }

  private static TransactionRow find(Handle handle, TransactionId id) {
    return Sql.first(
            handle,
            "SELECT seq, opened_at, status, ended_at FROM transactions WHERE id = ?",
            found -> {
              TransactionRow read =
                  new TransactionRow(
                      found.getLong(1), found.getLong(2), Status.values()[found.getInt(3)]);
              long ended = found.getLong(4);
              read.endedAt = found.wasNull() ? null : Long.valueOf(ended);
              return read;
            },
            (Object) id.bytes())
        .orElse(null);
  }

  private void withIndex() {
    if (!indexed) {
      if (database.read(LedgerIndexes::missingIds)) {
        database.writeAndWait(
            handle -> {
              LedgerIndexes.buildIds(handle);
              return null;
            });
      }
      indexed = true;
    }
  }
}
