package io.govchain.service.sending;

import io.govchain.evm.Receipt;
import io.govchain.evm.send.LandedTransaction;
import io.govchain.evm.send.PreparedTransaction;
import io.govchain.evm.send.PreparedTransactions;
import io.govchain.evm.send.StoredTransaction;
import io.govchain.service.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/**
 * Signed governance transactions of a service, in its database: of its present account, and of
 * those that it had before. The schema of the service has the table {@code prepared_transactions
 * (reference PRIMARY KEY, nonce, hash, raw, state, receipt)} and then {@link AccountColumn}.
 */
public final class PreparedTransactionTable implements PreparedTransactions {
  private static final String COLUMNS = "reference, account, nonce, hash, raw, state, receipt";
  private static final String PREPARED = "prepared";
  private static final String FINISHED = "finished";
  private static final String ABANDONED = "abandoned";

  private final Database database;

  /** Over a database whose schema has the table. */
  public PreparedTransactionTable(Database database) {
    this.database = database;
  }

  @Override
  public void save(PreparedTransaction prepared) {
    saveAll(List.of(prepared));
  }

  @Override
  public void saveAll(List<PreparedTransaction> prepared) {
    database.writeAndWait(
        handle -> {
          prepared.forEach(each -> insert(handle, each));
          return prepared.size();
        });
  }

  @Override
  public List<PreparedTransaction> unfinished() {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + COLUMNS
                        + " FROM prepared_transactions WHERE state = 'prepared' ORDER BY nonce")
                .map((row, context) -> prepared(row))
                .list());
  }

  @Override
  public List<PreparedTransaction> unfinished(String account) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + COLUMNS
                        + " FROM prepared_transactions WHERE state = 'prepared' AND account = ?"
                        + " ORDER BY nonce")
                .bind(0, account)
                .map((row, context) -> prepared(row))
                .list());
  }

  @Override
  public Optional<StoredTransaction> byReference(String reference) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT " + COLUMNS + " FROM prepared_transactions WHERE reference = ?")
                .bind(0, reference)
                .map((row, context) -> new StoredTransaction(prepared(row), end(row)))
                .findOne());
  }

  /** Whether the account's transaction with this hash was signed here. */
  public boolean holds(String account, String hash) {
    return database.read(
        handle ->
            handle
                    .createQuery(
                        "SELECT COUNT(*) FROM prepared_transactions WHERE account = ? AND hash = ?")
                    .bind(0, account)
                    .bind(1, hash)
                    .mapTo(Long.class)
                    .one()
                > 0);
  }

  @Override
  public OptionalLong highestNonce(String account) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT MAX(nonce) FROM prepared_transactions WHERE account = ?")
                .bind(0, account)
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty()));
  }

  @Override
  public void finish(String reference, Receipt receipt) {
    end(reference, FINISHED, receipt.blockHash());
  }

  @Override
  public void finishAll(List<LandedTransaction> landed) {
    database.writeAndWait(
        handle -> {
          landed.forEach(
              each -> end(handle, each.reference(), FINISHED, each.receipt().blockHash()));
          return landed.size();
        });
  }

  @Override
  public void abandon(String reference, String reason) {
    end(reference, ABANDONED, reason);
  }

  private void end(String reference, String state, String detail) {
    database.writeAndWait(handle -> end(handle, reference, state, detail));
  }

  private static int end(Handle handle, String reference, String state, String detail) {
    return handle.execute(
        "UPDATE prepared_transactions SET state = ?, receipt = ? WHERE reference = ?",
        state,
        detail,
        reference);
  }

  private static void insert(Handle handle, PreparedTransaction prepared) {
    handle.execute(
        "INSERT INTO prepared_transactions (reference, account, nonce, hash, raw, state)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        prepared.reference(),
        prepared.account(),
        prepared.nonce(),
        prepared.hash(),
        prepared.raw(),
        PREPARED);
  }

  private static PreparedTransaction prepared(ResultSet row) throws SQLException {
    return new PreparedTransaction(
        row.getString("reference"),
        row.getString("account"),
        row.getLong("nonce"),
        row.getString("hash"),
        row.getString("raw"));
  }

  private static StoredTransaction.End end(ResultSet row) throws SQLException {
    return switch (row.getString("state")) {
      case PREPARED -> new StoredTransaction.End.Unfinished();
      case FINISHED -> new StoredTransaction.End.Finished();
      case ABANDONED -> new StoredTransaction.End.Abandoned(row.getString("receipt"));
      default ->
          throw new IllegalStateException(
              "state of a prepared transaction: " + row.getString("state"));
    };
  }
}
