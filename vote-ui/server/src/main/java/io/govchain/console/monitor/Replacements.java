package io.govchain.console.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.console.store.ConsoleJson;
import io.govchain.service.database.Sql;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/**
 * What became void at once when a service changed. The events name little; the versions that the
 * chain keeps of a service tell the rest, one for each registration, update and rotation. An update
 * ends what an earlier rotation let be valid for longer, and so does another rotation.
 */
final class Replacements {
  /** Within less nobody gets to know that what he is shown is another's. */
  private static final long NO_OVERLAP_SECONDS = 60;

  private final List<Change> changes;
  private final List<Long> numbers;
  private final JsonNode versions;

  /** A change of a service; what was valid before a rotation is so until then, in seconds. */
  private record Change(long number, long time, String type, long previousUntil) {
    boolean isRotation() {
      return type.equals("ServiceCertificateRotated");
    }

    boolean leavesValid(long at) {
      return isRotation() && previousUntil - at >= NO_OVERLAP_SECONDS;
    }
  }

  /** Two versions of a service, of which the former is void. */
  record Replaced(JsonNode before, JsonNode now) {
    String before(String field) {
      return before.path(field).asText();
    }

    String now(String field) {
      return now.path(field).asText();
    }
  }

  private Replacements(List<Change> changes, JsonNode versions) {
    this.changes = changes;
    this.numbers = changes.stream().map(Change::number).toList();
    this.versions = versions;
  }

  /** The first event above this number after which its service has not been read. */
  static OptionalLong unread(Situation situation, long after) {
    return Sql.first(
            situation.handle(),
            "SELECT min(e.number) FROM stale x JOIN subjects s ON s.kind = x.kind AND s.id = x.id"
                + " JOIN events e ON e.number = s.event"
                + " WHERE x.kind = 'services' AND e.number > ?"
                + " AND e.type IN ('ServiceUpdated', 'ServiceCertificateRotated')"
                + " HAVING count(*) > 0",
            row -> row.getLong(1),
            after)
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  /** All that was changed of a service. */
  static Replacements of(Handle handle, String service) {
    List<Change> changes =
        Sql.list(
            handle,
            "SELECT e.number, b.time, e.type, json_extract(e.data, '$.previousUntil')"
                + " FROM subjects s JOIN events e ON e.number = s.event"
                + " JOIN carriers c ON c.id = e.carrier JOIN blocks b ON b.number = c.block"
                + " WHERE s.kind = 'services' AND s.id = ? AND e.type IN"
                + " ('ServiceRegistered', 'ServiceUpdated', 'ServiceCertificateRotated')"
                + " ORDER BY e.number",
            row -> new Change(row.getLong(1), row.getLong(2), row.getString(3), row.getLong(4)),
            service);
    JsonNode versions =
        Sql.first(
                handle,
                "SELECT json_extract(details, '$.versions') FROM records"
                    + " WHERE kind = 'services' AND id = ?",
                row -> json(row.getString(1)),
                service)
            .orElseGet(() -> ConsoleJson.mapper().createArrayNode());
    return new Replacements(changes, versions);
  }

  /** What the change of this number made void at once; nothing where all is valid for a while. */
  Optional<Replaced> by(long event) {
    int place = place(event);
    if (place < 1 || versions.size() <= place) {
      return Optional.empty();
    }
    Change change = changes.get(place);
    Replaced last = new Replaced(versions.get(place - 1), versions.get(place));
    if (!change.leavesValid(change.time()) && differs(last)) {
      return Optional.of(last);
    }
    if (place < 2 || !changes.get(place - 1).leavesValid(change.time())) {
      return Optional.empty();
    }
    Replaced overlapping = new Replaced(versions.get(place - 2), versions.get(place));
    return Optional.of(overlapping)
        .filter(lost -> !lost.before("tlsFingerprint").equals(lost.now("tlsFingerprint")));
  }

  private int place(long event) {
    return Collections.binarySearch(numbers, event);
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
