package io.govchain.crosschain.db;

import io.govchain.amdp.Envelope;
import io.govchain.amdp.SignedCall;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/**
 * Names the requests of calls that were taken before requests were kept; they stand in the signed
 * envelopes only. Without them such a call could be taken once more, as another.
 */
@SuppressWarnings("checkstyle:TypeName") // Flyway reads version and description from the name.
public final class V5__requests_of_calls extends BaseJavaMigration {

  private static final int AT_ONCE = 500;

  @Override
  public void migrate(Context context) throws Exception {
    try (PreparedStatement select =
            context
                .getConnection()
                .prepareStatement(
                    "SELECT transaction_id, envelope FROM calls WHERE request = ''"
                        + " AND transaction_id > ? ORDER BY transaction_id LIMIT "
                        + AT_ONCE);
        PreparedStatement update =
            context
                .getConnection()
                .prepareStatement("UPDATE calls SET request = ? WHERE transaction_id = ?")) {
      String last = "";
      int found;
      do {
        found = 0;
        select.setString(1, last);
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            found++;
            last = rows.getString(1);
            update.setString(1, request(rows.getString(2)));
            update.setString(2, last);
            update.addBatch();
          }
        }
        update.executeBatch();
      } while (found == AT_ONCE);
    }
  }

  private static String request(String envelope) {
    SignedCall call = SignedCall.of(Envelope.parse(envelope.getBytes(StandardCharsets.UTF_8)));
    return call.message().from() + " " + call.plan().request();
  }
}
