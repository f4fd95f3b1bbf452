package io.govchain.subchain.migrations;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.govchain.amdp.Envelope;
import io.govchain.amdp.PlanStep;
import io.govchain.amdp.SignedCall;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/** Names the pipelines of calls that were taken before; they stand in the signed envelopes only. */
@SuppressWarnings("checkstyle:TypeName") // Flyway reads version and description from the name.
public final class V3__pipelines_of_calls extends BaseJavaMigration {

  private static final int AT_ONCE = 500;

  @Override
  public void migrate(Context context) throws Exception {
    try (Statement select = context.getConnection().createStatement();
        PreparedStatement update =
            context
                .getConnection()
                .prepareStatement("UPDATE calls SET pipelines = ? WHERE position = ?")) {
      long position = 0;
      int found;
      do {
        found = 0;
        try (ResultSet rows =
            select.executeQuery(
                "SELECT position, envelope FROM calls WHERE position > %d ORDER BY position LIMIT %d"
                    .formatted(position, AT_ONCE))) {
          while (rows.next()) {
            found++;
            position = rows.getLong(1);
            update.setString(1, pipelines(rows.getString(2)));
            update.setLong(2, position);
            update.addBatch();
          }
        }
        update.executeBatch();
      } while (found == AT_ONCE);
    }
  }

  private static String pipelines(String envelope) throws Exception {
    List<String> paths =
        SignedCall.of(Envelope.parse(envelope.getBytes(StandardCharsets.UTF_8))).steps().stream()
            .map(PlanStep::pipeline)
            .distinct()
            .toList();
    return JsonMapper.builder().build().writeValueAsString(paths);
  }
}
