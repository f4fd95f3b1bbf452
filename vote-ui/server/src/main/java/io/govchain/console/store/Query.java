package io.govchain.console.store;

import io.govchain.service.database.Sql;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** A question that is put together from what was asked for; values are always bound. */
final class Query {
  private final StringBuilder sql;
  private final List<Object> values = new ArrayList<>();
  private boolean filtered;

  /** The question failed; {@code Database.isBroken} tells whether the database did. */
  private static final class Failed extends JdbiException {
    private static final long serialVersionUID = 1;

    Failed(String message, SQLException cause) {
      super(message, cause);
    }
  }

  Query(String select, Object... values) {
    this.sql = new StringBuilder(select);
    this.values.addAll(Arrays.asList(values));
  }

  /** A further condition. */
  Query where(String condition, Object... bound) {
    sql.append(filtered ? " AND " : " WHERE ").append(condition);
    filtered = true;
    values.addAll(Arrays.asList(bound));
    return this;
  }

  /** A condition that one of these values fulfils; {@code %s} stands for the list. */
  Query whereIn(String condition, Collection<?> bound) {
    String marks = bound.stream().map(each -> "?").collect(Collectors.joining(", "));
    return where(condition.formatted(marks), bound.toArray());
  }

  /** What follows the conditions. */
  Query then(String rest, Object... bound) {
    sql.append(' ').append(rest);
    values.addAll(Arrays.asList(bound));
    return this;
  }

  <T> List<T> list(Handle handle, Sql.Row<T> row) {
    List<T> all = new ArrayList<>();
    each(handle, row, all::add);
    return all;
  }

  long number(Handle handle) {
    return list(handle, row -> row.getLong(1)).getFirst();
  }

  <T> void each(Handle handle, Sql.Row<T> row, Consumer<T> sink) {
    try (PreparedStatement statement = handle.getConnection().prepareStatement(sql.toString())) {
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, values.get(i));
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          sink.accept(row.read(rows));
        }
      }
    } catch (SQLException failed) {
      throw new Failed(failed.getMessage() + " [" + sql + "]", failed);
    }
  }
}
