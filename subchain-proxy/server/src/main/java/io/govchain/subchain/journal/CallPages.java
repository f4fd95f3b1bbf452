package io.govchain.subchain.journal;

import io.govchain.amdp.CallStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** Lists of calls, a page at a time. */
public final class CallPages {

  /** Longest page. */
  public static final int MAX_PAGE = 100;

  /** Most calls that are looked at for one page. */
  static final int LOOKED_AT = 5_000;

  private static final String COLUMNS =
      "SELECT position, transaction_id, application, request, received_at, status FROM ";

  private static final String FILTERED =
      """
      AND position >= :oldest
      AND (:status = '' OR status = :status)
      AND (:request = '' OR request = :request)
      AND received_at BETWEEN :since AND :until
      AND (:pipeline = ''
        OR EXISTS (SELECT 1 FROM json_each(calls.pipelines) WHERE value = :pipeline))
      ORDER BY position DESC LIMIT :limit
      """;

  private CallPages() {}

  /**
   * One page of calls, newest first. Whoever seeks what hardly any call has gets pages with few
   * calls or none, and a cursor: a look through all that there ever were would keep from the
   * journal's few readers whatever moves calls on.
   *
   * @param before only calls older than this position; {@link Long#MAX_VALUE} for the first page
   */
  public static Page page(Handle handle, CallFilter filter, long before, int limit) {
    int most = Math.clamp(limit, 1, MAX_PAGE);
    OptionalLong oldest = oldestLookedAt(handle, filter, before);
    List<Listed> found =
        handle
            .createQuery(COLUMNS + source(filter) + FILTERED)
            .bind("applications", Calls.write(filter.applications()))
            .bind("before", before)
            .bind("oldest", oldest.orElse(0))
            .bind("status", filter.status())
            .bind("request", filter.request())
            .bind("since", filter.since())
            .bind("until", filter.until())
            .bind("pipeline", filter.pipeline())
            .bind("limit", most)
            .map((row, context) -> Listed.of(row))
            .list();
    return found.size() == most
        ? new Page(found, OptionalLong.of(found.getLast().position()))
        : new Page(found, oldest);
  }

  /** The last call that a page looks at; empty if it looks at all that there are. */
  private static OptionalLong oldestLookedAt(Handle handle, CallFilter filter, long before) {
    if (isNamed(filter)) {
      return OptionalLong.empty();
    }
    return handle
        .createQuery(
            "SELECT position FROM "
                + source(filter)
                + " ORDER BY position DESC LIMIT 1 OFFSET :looked")
        .bind("applications", Calls.write(filter.applications()))
        .bind("before", before)
        .bind("looked", LOOKED_AT - 1)
        .mapTo(Long.class)
        .findOne()
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  /** Found by an index of its own: an application has one call of a request id. */
  private static boolean isNamed(CallFilter filter) {
    return !filter.applications().isEmpty() && !filter.request().isEmpty();
  }

  private static String source(CallFilter filter) {
    if (filter.applications().isEmpty()) {
      return "calls WHERE position < :before AND :applications = '[]' ";
    }
    return "calls "
        + (isNamed(filter) ? "" : "INDEXED BY calls_by_application ")
        + "WHERE application IN (SELECT value FROM json_each(:applications))"
        + (isNamed(filter) ? " AND request = :request" : "")
        + " AND position < :before ";
  }

  /**
   * Calls in a list.
   *
   * @param cursor where the next page begins; empty if there is none
   */
  public record Page(List<Listed> calls, OptionalLong cursor) {}

  /**
   * A call in a list.
   *
   * @param position place in the journal; the cursor of the next page
   * @param transaction transaction id
   * @param application path of the application
   * @param request the application's own request id
   * @param receivedAt governance block time
   * @param status where it stands
   */
  public record Listed(
      long position,
      String transaction,
      String application,
      String request,
      long receivedAt,
      CallStatus status) {

    private static Listed of(ResultSet row) throws SQLException {
      return new Listed(
          row.getLong("position"),
          row.getString("transaction_id"),
          row.getString("application"),
          row.getString("request"),
          row.getLong("received_at"),
          Calls.status(row.getString("status")));
    }
  }
}
