package io.govchain.crosschain.effects;

import io.govchain.service.database.Database;
import io.govchain.service.database.Sql;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The words of the settlements that people here agreed to, and the digests that institutions put on
 * the record.
 */
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

  /** Takes in what the record says that an institution agreed to; its newest word counts. */
  public void propose(String transaction, String institution, String digest) {
    database.writeAndWait(
        handle ->
            handle.execute(
                "INSERT OR REPLACE INTO proposals (transaction_id, institution, digest)"
                    + " VALUES (?, ?, ?)",
                transaction,
                institution,
                digest));
  }

  /** Digests of the settlements that institutions agreed to, by their ids. */
  public Map<String, String> proposals(String transaction) {
    return database
        .read(
            handle ->
                Sql.list(
                    handle,
                    "SELECT institution, digest FROM proposals WHERE transaction_id = ?",
                    row -> Map.entry(row.getString(1), row.getString(2)),
                    transaction))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
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
