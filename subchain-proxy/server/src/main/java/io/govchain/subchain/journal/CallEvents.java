package io.govchain.subchain.journal;

import io.govchain.service.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The log of every status change of every call. */
public final class CallEvents {

  /** Most events read at once. */
  public static final int PAGE = 100;

  private static final int LONGEST_DETAIL = 2_000;

  private static final String COLUMNS =
      "SELECT number, transaction_id, application, request, status, detail, at FROM call_events ";

  private CallEvents() {}

  /** To be called in the write that makes the change. */
  static void append(Handle handle, StoredCall call, CallView view, long at) {
    Sql.update(
        handle,
        """
        INSERT INTO call_events (transaction_id, application, request, status, detail, at)
        VALUES (?1, ?2, ?3, ?4, ?5, max(?6,
          (SELECT coalesce(max(at), 0) FROM call_events WHERE transaction_id = ?1)))
        """,
        call.transaction(),
        call.application(),
        call.request(),
        view.status().wire(),
        shortened(view.detail()),
        at);
  }

  /** A peer's refusal may be long; an event must fit into a line of a stream. */
  private static String shortened(String detail) {
    int end = Math.min(detail.length(), LONGEST_DETAIL);
    boolean half = end < detail.length() && Character.isHighSurrogate(detail.charAt(end - 1));
    return detail.substring(0, half ? end - 1 : end);
  }

  /** All events of one transaction, oldest first. */
  public static List<CallEvent> ofTransaction(Handle handle, String transaction) {
    return ofTransactionAfter(handle, transaction, 0);
  }

  /** Events of one transaction after this one, oldest first, at most a page. */
  public static List<CallEvent> ofTransactionAfter(Handle handle, String transaction, long after) {
    return Sql.list(
        handle,
        COLUMNS + "WHERE transaction_id = ? AND number > ? ORDER BY number LIMIT " + PAGE,
        CallEvents::read,
        transaction,
        after);
  }

  /** Events of one application after this one, oldest first, at most a page. */
  public static List<CallEvent> ofApplicationAfter(Handle handle, String application, long after) {
    return Sql.list(
        handle,
        COLUMNS + "WHERE application = ? AND number > ? ORDER BY number LIMIT " + PAGE,
        CallEvents::read,
        application,
        after);
  }

  /** Events of all applications after this one, oldest first, at most a page. */
  public static List<CallEvent> after(Handle handle, long after) {
    return Sql.list(
        handle,
        COLUMNS + "WHERE number > ? ORDER BY number LIMIT " + PAGE,
        CallEvents::read,
        after);
  }

  /**
   * Lets the next event have a number above this one and above all that there are. Called at every
   * start with a number that only grows, so that a log that began anew, or that comes from an old
   * copy, never gives numbers that readers know from the former one.
   */
  public static void continueAbove(Handle handle, long number) {
    Sql.update(
        handle,
        "INSERT INTO sqlite_sequence (name, seq) SELECT 'call_events', 0"
            + " WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'call_events')");
    Sql.update(
        handle, "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'call_events'", number);
  }

  /** No event has a higher number yet, every future one will; 0 before the first. */
  public static long newest(Handle handle) {
    return number(handle, "SELECT seq FROM sqlite_sequence WHERE name = 'call_events'").orElse(0L);
  }

  /** Number of the last event that an application's webhook took; empty before it was set up. */
  public static Optional<Long> webhookPosition(Handle handle, String application) {
    return number(
        handle, "SELECT number FROM webhook_positions WHERE application = ?", application);
  }

  /** Notes that an application's webhook took everything up to this event. */
  public static void moveWebhook(Handle handle, String application, long number) {
    Sql.update(
        handle,
        "INSERT INTO webhook_positions (application, number) VALUES (?, ?)"
            + " ON CONFLICT (application) DO UPDATE SET number = excluded.number",
        application,
        number);
  }

  /** How many events an application's webhook has not taken. */
  public static long webhookBacklog(Handle handle, String application) {
    return number(
            handle,
            "SELECT count(*) FROM call_events WHERE application = ?1 AND number >"
                + " (SELECT number FROM webhook_positions WHERE application = ?1)",
            application)
        .orElse(0L);
  }

  private static Optional<Long> number(Handle handle, String sql, Object... values) {
    return Sql.first(handle, sql, row -> row.getLong(1), values);
  }

  private static CallEvent read(ResultSet row) throws SQLException {
    return new CallEvent(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        Calls.status(row.getString(5)),
        row.getString(6),
        row.getLong(7));
  }
}
