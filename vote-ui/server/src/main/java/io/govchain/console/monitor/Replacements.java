package io.govchain.console.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.console.store.ConsoleJson;
import io.govchain.service.database.Sql;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What an update of a service put in whose place. The event names the service alone; the versions
 * that the chain keeps of it tell the rest, one for each registration, update and rotation.
 */
final class Replacements {
  private Replacements() {}

  /** Two versions of a service that differ. */
  record Replaced(JsonNode before, JsonNode now) {
    String before(String field) {
      return before.path(field).asText();
    }

    String now(String field) {
      return now.path(field).asText();
    }
  }

  /** Whether a service that was updated after this event has not been read since. */
  static boolean unread(Situation situation, long after) {
    return Sql.first(
            situation.handle(),
            "SELECT 1 FROM events e JOIN subjects s ON s.event = e.number AND s.kind = 'services'"
                + " JOIN stale x ON x.kind = s.kind AND x.id = s.id"
                + " WHERE e.type = 'ServiceUpdated' AND e.number > ? LIMIT 1",
            row -> row.getInt(1),
            after)
        .isPresent();
  }

  /** What the update of this number changed; nothing where all is as it was. */
  static Optional<Replaced> by(Handle handle, String service, long update) {
    int version =
        Sql.first(
                handle,
                "SELECT count(*) FROM subjects s JOIN events e ON e.number = s.event"
                    + " WHERE s.kind = 'services' AND s.id = ? AND s.event <= ? AND e.type IN"
                    + " ('ServiceRegistered', 'ServiceUpdated', 'ServiceCertificateRotated')",
                row -> row.getInt(1),
                service,
                update)
            .orElse(0);
    JsonNode versions =
        Sql.first(
                handle,
                "SELECT json_extract(details, '$.versions') FROM records"
                    + " WHERE kind = 'services' AND id = ?",
                row -> json(row.getString(1)),
                service)
            .orElseGet(() -> ConsoleJson.mapper().createArrayNode());
    if (version < 2 || versions.size() < version) {
      return Optional.empty();
    }
    Replaced replaced = new Replaced(versions.get(version - 2), versions.get(version - 1));
    return Optional.of(replaced).filter(Replacements::differs);
  }

  private static boolean differs(Replaced replaced) {
    return !replaced.before("tlsFingerprint").equals(replaced.now("tlsFingerprint"))
        || !replaced.before("endpoint").equals(replaced.now("endpoint"))
        || !replaced.before("account").equals(replaced.now("account"));
  }

  private static JsonNode json(String text) {
    try {
      return ConsoleJson.mapper().readTree(text);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
