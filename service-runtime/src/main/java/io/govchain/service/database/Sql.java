package io.govchain.service.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * The few statements that run for every step and every message. Each is prepared once per
 * connection and bound by position; JDBI would build and discard some sixty objects of
 * configuration for each run, which took most of the writer's time. Everything else uses JDBI.
 *
 * <p>Within a read or write of {@link Database} only: a handle belongs to one thread at a time. Who
 * reads a row runs no statement meanwhile, since it might be the very one that is being read.
 */
public final class Sql {
  private Sql() {}

  /** Reads one row. */
  @FunctionalInterface
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** A statement that failed; {@link Database#isBroken} tells whether the database did. */
  static final class Failed extends JdbiException {
    private static final long serialVersionUID = 1;

    Failed(String sql, SQLException cause) {
      super(cause.getMessage() + " [" + sql + "]", cause);
    }
  }

  /** Runs a statement that returns no rows; the number of rows that it changed. */
  public static int update(Handle handle, String sql, Object... values) {
    try {
      return bound(handle, sql, values).executeUpdate();
    } catch (SQLException failed) {
      throw failed(handle, sql, failed);
    }
  }

  /** Runs a statement that returns rows; the first of them. */
  public static <T> Optional<T> first(Handle handle, String sql, Row<T> row, Object... values) {
    try (ResultSet rows = bound(handle, sql, values).executeQuery()) {
      return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
    } catch (SQLException failed) {
      throw failed(handle, sql, failed);
    }
  }

  /** Runs a statement that returns rows; all of them. */
  public static <T> List<T> list(Handle handle, String sql, Row<T> row, Object... values) {
    try (ResultSet rows = bound(handle, sql, values).executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(row.read(rows));
      }
      return all;
    } catch (SQLException failed) {
      throw failed(handle, sql, failed);
    }
  }

  /** The driver closes a statement that met a full disk or an error of reading or writing. */
  private static Failed failed(Handle handle, String sql, SQLException cause) {
    handle.getConfig(PreparedOnce.class).forget(sql);
    return new Failed(sql, cause);
  }

  private static PreparedStatement bound(Handle handle, String sql, Object... values)
      throws SQLException {
    PreparedStatement statement =
        handle.getConfig(PreparedOnce.class).get(handle.getConnection(), sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }
}
