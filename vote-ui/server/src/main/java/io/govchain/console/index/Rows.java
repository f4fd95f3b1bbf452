package io.govchain.console.index;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** Rows of one table that are gathered and written by one statement. */
final class Rows {
  private final String sql;
  private final List<Object[]> gathered = new ArrayList<>();

  /** The statement failed; {@code Database.isBroken} tells whether the database did. */
  private static final class Failed extends JdbiException {
    private static final long serialVersionUID = 1;

    Failed(String message, SQLException cause) {
      super(message, cause);
    }
  }

  Rows(String sql) {
    this.sql = sql;
  }

  void add(Object... values) {
    gathered.add(values);
  }

  void forget() {
    gathered.clear();
  }

  void write(Handle handle) {
    if (gathered.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = handle.getConnection().prepareStatement(sql)) {
      for (Object[] values : gathered) {
        for (int i = 0; i < values.length; i++) {
          statement.setObject(i + 1, values[i]);
        }
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException failed) {
      throw new Failed(failed.getMessage() + " [" + sql + "]", failed);
    }
    gathered.clear();
  }
}
