package io.govchain.subchain.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.govchain.amdp.CallStatus;
import io.govchain.service.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** The table of calls. Whatever changes a status writes its event, too ({@link CallEvents}). */
public final class Calls {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  private Calls() {}

  /** Keeps a new call. Its transaction and its application's request id must be new. */
  public static void insert(Handle handle, StoredCall call) {
    Sql.update(
        handle,
        """
            INSERT INTO calls (transaction_id, envelope_digest, application, request, envelope,
              arguments, received_at, deadline, status, detail, steps, told_at, told_sequence,
              pipelines)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
        call.transaction(),
        call.envelopeDigest(),
        call.application(),
        call.request(),
        call.envelope(),
        write(call.arguments()),
        call.receivedAt(),
        call.deadline(),
        call.view().status().wire(),
        call.view().detail(),
        call.view().stepsJson(),
        call.view().issued(),
        call.view().sequence(),
        write(call.pipelines()));
    CallEvents.append(handle, call, call.view(), call.receivedAt());
  }

  /** The call of a transaction. */
  public static Optional<StoredCall> byTransaction(Handle handle, String transaction) {
    return Sql.first(
        handle, "SELECT * FROM calls WHERE transaction_id = ?", row -> read(row), transaction);
  }

  /** The call that an application handed in under its own request id. */
  public static Optional<StoredCall> byRequest(Handle handle, String application, String request) {
    return Sql.first(
        handle,
        "SELECT * FROM calls WHERE application = ? AND request = ?",
        row -> read(row),
        application,
        request);
  }

  /** Takes a message's view over; the call as it was, empty when it is no news. */
  public static Optional<StoredCall> update(Handle handle, String transaction, CallView message) {
    return replace(handle, transaction, view -> view.after(message), message.issued());
  }

  /**
   * Takes a status over that was learned otherwise; the call as it was, empty when it is no news.
   *
   * @param at governance block time
   */
  public static Optional<StoredCall> update(
      Handle handle, String transaction, CallStatus status, String detail, long at) {
    return replace(handle, transaction, view -> view.with(status, detail), at);
  }

  private static Optional<StoredCall> replace(
      Handle handle, String transaction, Function<CallView, Optional<CallView>> change, long at) {
    Optional<StoredCall> call = byTransaction(handle, transaction);
    Optional<CallView> next = call.flatMap(found -> change.apply(found.view()));
    if (next.isPresent()) {
      write(handle, transaction, next.get());
      if (isNews(call.orElseThrow().view(), next.get())) {
        CallEvents.append(handle, call.get(), next.get(), at);
      }
    }
    return call.filter(any -> next.isPresent());
  }

  /** An end may be known before what the steps came to: that is told when it comes. */
  private static boolean isNews(CallView before, CallView after) {
    return after.status() != before.status()
        || StatusOrder.isEnd(after.status()) && !after.stepsJson().equals(before.stepsJson());
  }

  private static void write(Handle handle, String transaction, CallView view) {
    Sql.update(
        handle,
        """
            UPDATE calls SET status = ?, detail = ?, steps = ?, told_at = ?, told_sequence = ?
            WHERE transaction_id = ?
            """,
        view.status().wire(),
        view.detail(),
        view.stepsJson(),
        view.issued(),
        view.sequence(),
        transaction);
  }

  /**
   * Calls that should be over by now, oldest first.
   *
   * @param after only calls newer than this position; 0 for the first page
   */
  public static List<Overdue> overdue(Handle handle, long now, long after, int limit) {
    return handle
        .createQuery(
            """
            SELECT position, transaction_id FROM calls INDEXED BY calls_unfinished
            WHERE position > :after AND deadline < :now
              AND status NOT IN ('settled', 'compensated', 'resolved', 'rejected')
            ORDER BY position LIMIT :limit
            """)
        .bind("now", now)
        .bind("after", after)
        .bind("limit", limit)
        .map(
            (row, context) -> new Overdue(row.getLong("position"), row.getString("transaction_id")))
        .list();
  }

  /** Whether so many calls of an application have neither ended nor wait for people. */
  public static boolean areUnderWay(Handle handle, String application, int many) {
    return Sql.first(
            handle,
            "SELECT 1 FROM calls WHERE application = ? AND status NOT IN"
                + " ('settled', 'compensated', 'resolved', 'rejected', 'escalated')"
                + " LIMIT 1 OFFSET ?",
            row -> true,
            application,
            many - 1)
        .isPresent();
  }

  /** How many calls have not ended. */
  public static long unfinished(Handle handle) {
    return handle
        .createQuery(
            "SELECT count(*) FROM calls INDEXED BY calls_unfinished WHERE status NOT IN"
                + " ('settled', 'compensated', 'resolved', 'rejected')")
        .mapTo(Long.class)
        .one();
  }

  private static StoredCall read(ResultSet row) throws SQLException {
    return new StoredCall(
        row.getString("transaction_id"),
        row.getString("envelope_digest"),
        row.getString("application"),
        row.getString("request"),
        row.getString("envelope"),
        texts(row.getString("arguments")),
        texts(row.getString("pipelines")),
        row.getLong("received_at"),
        row.getLong("deadline"),
        new CallView(
            status(row.getString("status")),
            row.getString("detail"),
            row.getString("steps"),
            row.getLong("told_at"),
            row.getLong("told_sequence")));
  }

  static CallStatus status(String wire) {
    return Stream.of(CallStatus.values())
        .filter(status -> status.wire().equals(wire))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("status of a stored call: was " + wire));
  }

  private static List<String> texts(String json) {
    try {
      return JSON.readValue(json, TEXTS);
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException(
          "a stored call: arguments or pipelines are not a JSON array of texts", failure);
    }
  }

  static String write(List<String> texts) {
    try {
      return JSON.writeValueAsString(texts);
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException("texts can always be written", failure);
    }
  }

  /** A call that should be over. */
  public record Overdue(long position, String transaction) {}
}
