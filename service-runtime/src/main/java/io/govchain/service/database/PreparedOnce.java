package io.govchain.service.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.config.JdbiConfig;

/**
 * The statements that a handle's connection has prepared; the connection closes them with itself.
 * Their texts are constants, so that there is no end of them to be feared.
 */
public final class PreparedOnce implements JdbiConfig<PreparedOnce> {
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  /** For JDBI, which makes one for each handle. */
  public PreparedOnce() {}

  PreparedStatement get(Connection connection, String sql) throws SQLException {
    PreparedStatement known = statements.get(sql);
    if (known == null) {
      known = connection.prepareStatement(sql);
      statements.put(sql, known);
    }
    return known;
  }

  /** The next use prepares it anew. */
  void forget(String sql) {
    PreparedStatement known = statements.remove(sql);
    if (known != null) {
      try {
        known.close();
      } catch (SQLException unusable) {
        // It is not used again, and the connection closes what is left of it.
      }
    }
  }

  /** A copy is for another handle or for one statement: neither may have this one's. */
  @Override
  public PreparedOnce createCopy() {
    return new PreparedOnce();
  }
}
