package io.govchain.subchain.journal;

import io.govchain.adapter.GatewayRequest;
import io.govchain.service.database.Sql;
import io.govchain.subchain.journal.GatewayCall.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The tables of requests that contracts made through gateways. */
public final class GatewayCalls {

  private GatewayCalls() {}

  /** How far a gateway's events have been read. */
  public static Optional<Position> position(Handle handle, String gateway) {
    return Sql.first(
        handle,
        "SELECT next_block, last_number, known_from FROM gateway_positions WHERE gateway = ?",
        row -> new Position(row.getLong(1), row.getLong(2), row.getLong(3)),
        gateway);
  }

  /**
   * Notes that the journal may be an older copy: any request that a gateway has by now may have
   * been carried. Holds until {@link #advance} tells how many these are.
   */
  public static void doubt(Handle handle) {
    Sql.update(handle, "UPDATE gateway_positions SET known_from = ?", Position.DOUBTFUL);
  }

  /** Keeps new requests together with the position behind them. */
  public static void advance(
      Handle handle, String gateway, Position position, List<GatewayRequest> requests) {
    for (GatewayRequest request : requests) {
      Sql.update(
          handle,
          """
          INSERT INTO gateway_calls
            (gateway, number, id, caller, request, state, attempt, tries, due, detail)
          VALUES (?, ?, ?, ?, ?, 'waiting', 1, 0, 0, '') ON CONFLICT DO NOTHING
          """,
          gateway,
          request.number(),
          request.id(),
          request.caller(),
          GatewayJson.write(request));
    }
    Sql.update(
        handle,
        """
        INSERT INTO gateway_positions (gateway, next_block, last_number, known_from)
        VALUES (?, ?, ?, ?)
        ON CONFLICT (gateway) DO UPDATE SET next_block = excluded.next_block,
          last_number = excluded.last_number, known_from = excluded.known_from
        """,
        gateway,
        position.nextBlock(),
        position.lastNumber(),
        position.knownFrom());
  }

  /** The request with this id at any gateway. */
  public static Optional<GatewayCall> byId(Handle handle, String id) {
    return Sql.first(handle, "SELECT * FROM gateway_calls WHERE id = ?", row -> read(row), id);
  }

  /**
   * A page of requests in a state, newest first.
   *
   * @param state empty text for any
   * @param before only requests at an older place; {@link Long#MAX_VALUE} for the first page
   */
  public static List<Placed> list(Handle handle, String state, long before, int limit) {
    String page = "rowid < ? ORDER BY rowid DESC LIMIT ?";
    return state.isEmpty()
        ? Sql.list(
            handle,
            "SELECT rowid, * FROM gateway_calls WHERE " + page,
            row -> new Placed(row.getLong("rowid"), read(row)),
            before,
            limit)
        : Sql.list(
            handle,
            "SELECT rowid, * FROM gateway_calls WHERE state = ? AND " + page,
            row -> new Placed(row.getLong("rowid"), read(row)),
            state,
            before,
            limit);
  }

  /**
   * Keeps what became of a request, to be looked at again at this time. Where its arguments were
   * handed in meanwhile nothing is changed: it is looked at anew, with them.
   */
  public static void update(Handle handle, GatewayCall call, long due) {
    Sql.update(
        handle,
        """
        UPDATE gateway_calls SET state = ?, transaction_id = ?, answer = ?, attempt = ?, tries = ?,
          due = ?, detail = ?
        WHERE gateway = ? AND number = ? AND disclosure IS ?
        """,
        call.state().word(),
        call.transaction().orElse(null),
        call.answer().map(GatewayJson::write).orElse(null),
        call.attempt(),
        call.tries(),
        due,
        call.detail(),
        call.gateway(),
        call.request().number(),
        call.disclosure().orElse(null));
  }

  /** Has a request with an answer on its way looked at later. */
  public static void postpone(Handle handle, GatewayCall call, long due) {
    Sql.update(
        handle,
        """
        UPDATE gateway_calls SET due = ?
        WHERE gateway = ? AND number = ? AND state = 'answering' AND attempt = ?
        """,
        due,
        call.gateway(),
        call.request().number(),
        call.attempt());
  }

  /** Has everything that is not over looked at. */
  public static void everythingDue(Handle handle, String gateway) {
    Sql.update(
        handle,
        """
        UPDATE gateway_calls SET due = 0
        WHERE gateway = ? AND state IN ('waiting', 'carried', 'answering')
        """,
        gateway);
  }

  /**
   * Keeps the arguments of a request that does not show them, once, and has it looked at; also one
   * that was held for the lack of them.
   */
  public static void disclose(Handle handle, GatewayCall call, String disclosure) {
    Sql.update(
        handle,
        """
        UPDATE gateway_calls SET disclosure = ?, due = 0,
          state = CASE WHEN state = 'held' AND transaction_id IS NULL THEN 'waiting' ELSE state END
        WHERE gateway = ? AND number = ? AND disclosure IS NULL
        """,
        disclosure,
        call.gateway(),
        call.request().number());
  }

  /** How many requests are in this state. */
  public static long count(Handle handle, State state) {
    return handle
        .createQuery("SELECT count(*) FROM gateway_calls WHERE state = :state")
        .bind("state", state.word())
        .mapTo(Long.class)
        .one();
  }

  static GatewayCall read(ResultSet row) throws SQLException {
    return new GatewayCall(
        row.getString("gateway"),
        GatewayJson.request(row.getString("request")),
        Optional.ofNullable(row.getString("disclosure")),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        Optional.ofNullable(row.getString("transaction_id")),
        Optional.ofNullable(row.getString("answer")).map(GatewayJson::answer),
        row.getInt("attempt"),
        row.getInt("tries"),
        row.getString("detail"));
  }

  /**
   * A request in a list.
   *
   * @param place grows with each that comes; the cursor of the next page
   */
  public record Placed(long place, GatewayCall call) {}

  /**
   * How far a gateway's events have been read.
   *
   * @param nextBlock the block to go on with
   * @param lastNumber number of the newest request in this journal
   * @param knownFrom requests up to this number may have been carried without this journal
   */
  public record Position(long nextBlock, long lastNumber, long knownFrom) {

    private static final long DOUBTFUL = Long.MAX_VALUE;

    /** Whether the gateway has to be asked up to which number that is. */
    public boolean isDoubtful() {
      return knownFrom == DOUBTFUL;
    }
  }
}
