package io.govchain.testnet.endtoend;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What is on a proxy's disk, read from outside and without changing it, whether the proxy runs or
 * not.
 */
record JournalFile(Path file) {

  /** All rows, each column as text. */
  List<List<String>> rows(String query, String... values) {
    List<List<String>> found = new ArrayList<>();
    // Read only, so that not even the log is folded into the file: recovery is the proxy's affair.
    try (Connection connection = open();
        PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          List<String> row = new ArrayList<>();
          for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            row.add(String.valueOf(rows.getString(i)));
          }
          found.add(row);
        }
      }
    } catch (SQLException unreadable) {
      throw new IllegalStateException(file + ": " + query, unreadable);
    }
    return found;
  }

  /** SQLite's online backup, as the manual has it. */
  void backUpTo(Path copy) {
    try (Connection connection = open();
        Statement backup = connection.createStatement()) {
      backup.executeUpdate("backup to '" + copy + "'");
    } catch (SQLException failed) {
      throw new IllegalStateException(file + ": backup to " + copy, failed);
    }
  }

  private Connection open() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:file:" + file + "?mode=ro");
  }
}
