package io.govchain.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** As many bytes as the journal stored, in as large groups, and nothing else: the limit. */
final class BareCommits {
  private BareCommits() {}

  /** Writes per second, each on disk when it counts. */
  static double measure(Path file, JournalWrites like) throws SQLException {
    byte[] bytes = new byte[like.bytesPerWrite()];
    int group = Math.max(1, (int) Math.round(like.perCommit()));
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute("CREATE TABLE bare (id TEXT PRIMARY KEY, bytes BLOB NOT NULL)");
      connection.setAutoCommit(false);
      long began = System.nanoTime();
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO bare (id, bytes) VALUES (?, ?)")) {
        for (int i = 1; i <= like.count(); i++) {
          insert.setString(1, BenchWorld.digest());
          insert.setBytes(2, bytes);
          insert.executeUpdate();
          if (i % group == 0 || i == like.count()) {
            connection.commit();
          }
        }
      }
      return like.count() / ((System.nanoTime() - began) / 1e9);
    }
  }
}
