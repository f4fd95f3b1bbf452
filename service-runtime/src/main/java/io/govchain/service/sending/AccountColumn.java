package io.govchain.service.sending;

import io.govchain.evm.signing.RawTransaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Gives {@code prepared_transactions} the column with the account that signed, which in a table
 * from before stands in the signature only: nonces count by account, and a service may change its
 * own.
 */
public final class AccountColumn {
  private static final int AT_ONCE = 500;

  private AccountColumn() {}

  /** For the migration of a schema whose table has no such column yet. */
  public static void add(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "ALTER TABLE prepared_transactions ADD COLUMN account TEXT NOT NULL DEFAULT ''");
      fill(connection);
      // Fillers were named by their nonce alone, which each account has.
      statement.execute(
          "UPDATE prepared_transactions SET reference = account || '/' || reference"
              + " WHERE reference LIKE 'filler:%'");
      statement.execute("DROP INDEX prepared_transactions_by_nonce");
      statement.execute("DROP INDEX prepared_transactions_unfinished");
      statement.execute(
          "CREATE INDEX prepared_transactions_by_nonce ON prepared_transactions (account, nonce)");
      statement.execute(
          "CREATE INDEX prepared_transactions_unfinished ON prepared_transactions (account, nonce)"
              + " WHERE state = 'prepared'");
    }
  }

  private static void fill(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT rowid, reference, raw FROM prepared_transactions WHERE rowid > ?"
                    + " ORDER BY rowid LIMIT "
                    + AT_ONCE);
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE prepared_transactions SET account = ? WHERE rowid = ?")) {
      long last = Long.MIN_VALUE;
      int found;
      do {
        found = 0;
        select.setLong(1, last);
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            found++;
            last = rows.getLong(1);
            update.setString(1, signer(rows.getString(2), rows.getString(3)));
            update.setLong(2, last);
            update.addBatch();
          }
        }
        update.executeBatch();
      } while (found == AT_ONCE);
    }
  }

  private static String signer(String reference, String raw) {
    try {
      return RawTransaction.parse(raw).from();
    } catch (IllegalArgumentException unreadable) {
      throw new IllegalStateException(
          "prepared transaction %s: expected a signed transaction, %s"
              .formatted(reference, unreadable.getMessage()),
          unreadable);
    }
  }
}
