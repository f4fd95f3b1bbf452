package io.govchain.subchain.journal;

import io.govchain.adapter.NonceRange;
import io.govchain.adapter.PreparedWrite;
import io.govchain.adapter.PreparedWrites;
import io.govchain.service.database.Database;
import io.govchain.service.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** The adapter's prepared writes; every change is on disk before the method returns. */
public final class PreparedWriteTable implements PreparedWrites {

  private static final String COLUMNS = "reference, account, nonce, hash, signed";

  private final Database database;

  /** A view of the database's table. */
  public PreparedWriteTable(Database database) {
    this.database = database;
  }

  @Override
  public void save(List<PreparedWrite> writes) {
    database.writeAndWait(
        handle -> {
          writes.forEach(write -> insert(handle, write));
          return writes.size();
        });
  }

  private static void insert(Handle handle, PreparedWrite write) {
    Sql.update(
        handle,
        "INSERT INTO prepared_writes (reference, account, nonce, hash, signed)"
            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        write.reference(),
        write.account(),
        write.nonce(),
        write.hash(),
        write.signed());
    PreparedWrite kept = byReference(handle, write.reference()).orElseThrow();
    if (!kept.equals(write)) {
      throw new IllegalStateException(
          "prepared write %s: expected %s, which was saved before, was given other bytes"
              .formatted(write, kept));
    }
  }

  @Override
  public Optional<PreparedWrite> byReference(String reference) {
    return database.read(handle -> byReference(handle, reference));
  }

  private static Optional<PreparedWrite> byReference(Handle handle, String reference) {
    return Sql.first(
        handle,
        "SELECT " + COLUMNS + " FROM prepared_writes WHERE reference = ?",
        row -> read(row),
        reference);
  }

  /** The chain's names for the write of a reference, at whatever price it was signed. */
  public static List<String> hashes(Handle handle, String reference) {
    String raised = reference + RAISED;
    return Sql.list(
        handle,
        "SELECT hash FROM prepared_writes WHERE reference = ?"
            + " UNION ALL SELECT hash FROM prepared_writes WHERE reference > ? AND reference < ?",
        row -> row.getString(1),
        reference,
        raised + "0",
        raised + ":");
  }

  /** The chain's name for the write of a reference. */
  public static Optional<String> hash(Handle handle, String reference) {
    return Sql.first(
        handle,
        "SELECT hash FROM prepared_writes WHERE reference = ?",
        row -> row.getString(1),
        reference);
  }

  @Override
  public Optional<String> result(String reference) {
    return database.read(
        handle ->
            Sql.first(
                handle,
                "SELECT result FROM prepared_writes WHERE reference = ? AND result IS NOT NULL",
                row -> row.getString(1),
                reference));
  }

  @Override
  public boolean withdraw(String reference) {
    if (isWithdrawn(reference)) {
      return true;
    }
    database.writeAndWait(
        handle -> {
          Sql.update(
              handle,
              "UPDATE prepared_writes SET withdrawn = 1 WHERE reference = ? AND result IS NULL",
              reference);
          return true;
        });
    return isWithdrawn(reference);
  }

  private boolean isWithdrawn(String reference) {
    return database.read(
        handle ->
            Sql.first(
                    handle,
                    "SELECT 1 FROM prepared_writes"
                        + " WHERE reference = ? AND result IS NULL AND withdrawn = 1",
                    row -> true,
                    reference)
                .isPresent());
  }

  @Override
  public List<String> withdrawn(String account) {
    return database.read(
        handle ->
            Sql.list(
                handle,
                "SELECT reference FROM prepared_writes"
                    + " WHERE result IS NULL AND account = ? AND withdrawn = 1 ORDER BY nonce",
                row -> row.getString(1),
                account));
  }

  @Override
  public List<PreparedWrite> unfinished(String account) {
    return database.read(
        handle ->
            Sql.list(
                handle,
                "SELECT "
                    + COLUMNS
                    + " FROM prepared_writes WHERE result IS NULL AND account = ?"
                    + " ORDER BY nonce",
                row -> read(row),
                account));
  }

  @Override
  public List<NonceRange> missingNonces(String account, long below) {
    return missingNonces(account, 0, below);
  }

  @Override
  public List<NonceRange> missingNonces(String account, long from, long below) {
    return database.read(
        handle ->
            Sql.list(
                handle,
                "SELECT previous + 1, nonce FROM (SELECT nonce,"
                    + " LAG(nonce, 1, ?) OVER (ORDER BY nonce) AS previous FROM ("
                    + " SELECT nonce FROM prepared_writes"
                    + " WHERE account = ? AND nonce >= ? AND nonce < ?"
                    + " UNION ALL SELECT ?)) WHERE nonce > previous + 1 ORDER BY nonce",
                row -> new NonceRange(row.getLong(1), row.getLong(2)),
                from - 1,
                account,
                from,
                below,
                below));
  }

  @Override
  public OptionalLong highestNonce(String account) {
    return database.read(
        handle ->
            Sql.first(
                    handle,
                    "SELECT nonce FROM prepared_writes WHERE account = ?"
                        + " ORDER BY nonce DESC LIMIT 1",
                    row -> row.getLong(1),
                    account)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty()));
  }

  @Override
  public void finish(String reference, String result) {
    database.writeAndWait(
        handle -> {
          Sql.update(
              handle,
              "UPDATE prepared_writes SET result = ? WHERE reference = ? AND result IS NULL",
              result,
              reference);
          return byReference(handle, reference)
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "prepared write " + reference + ": expected to be saved, was not"));
        });
  }

  private static PreparedWrite read(ResultSet row) throws SQLException {
    return new PreparedWrite(
        row.getString("reference"),
        row.getString("account"),
        row.getLong("nonce"),
        row.getString("hash"),
        row.getBytes("signed"));
  }
}
