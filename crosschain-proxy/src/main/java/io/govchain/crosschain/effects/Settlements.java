package io.govchain.crosschain.effects;

import io.govchain.service.database.Database;
import io.govchain.service.database.Sql;
import java.util.List;

/** The words of the settlements that people here agreed to; the record has their digests only. */
public final class Settlements {
  private final Database database;

  public Settlements(Database database) {
    this.database = database;
  }

  /** Keeps a settlement; the same again is ignored. */
  public void keep(String transaction, Settlement settlement) {
    database.writeAndWait(
        handle ->
            handle.execute(
                "INSERT OR IGNORE INTO settlements (transaction_id, digest, text) VALUES (?, ?, ?)",
                transaction,
                settlement.digest(),
                settlement.text()));
  }

  /** The settlements of a transaction that people here have named. */
  public List<Settlement> of(String transaction) {
    return database.read(
        handle ->
            Sql.list(
                handle,
                "SELECT digest, text FROM settlements WHERE transaction_id = ? ORDER BY digest",
                row -> new Settlement(row.getString(1), row.getString(2)),
                transaction));
  }
}
