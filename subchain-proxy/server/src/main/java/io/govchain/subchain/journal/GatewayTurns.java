package io.govchain.subchain.journal;

import io.govchain.service.database.Sql;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * What is to be done for a gateway now, by turns: the contracts that ask, one after the other, as
 * often as there is room. However much one of them asks for, another waits for one request of each
 * at most. Within one, what waits longest comes first.
 */
public final class GatewayTurns {

  /** So many contracts have their turn at once; the others come after them. */
  static final int MOST_CALLERS = 500;

  /** What is due, and of a call only when it has ended, or is not in this journal. */
  private static final String DUE =
      """
      g.gateway = ?1 AND g.due <= ?2 AND g.state IN ('waiting', 'carried', 'answering')
        AND (g.state <> 'carried' OR NOT EXISTS (SELECT 1 FROM calls c
          WHERE c.transaction_id = g.transaction_id
            AND c.status NOT IN ('settled', 'compensated', 'resolved', 'rejected')))
      """;

  /** Hops from one caller to the next in the index, however many requests each has. */
  private static final String CALLERS =
      """
      WITH RECURSIVE callers (caller) AS (
        SELECT (SELECT min(caller) FROM gateway_calls
          WHERE gateway = ?1 AND caller >= ?2 AND state IN ('waiting', 'carried', 'answering'))
        UNION ALL
        SELECT (SELECT min(g.caller) FROM gateway_calls g WHERE g.gateway = ?1
          AND g.caller > callers.caller AND g.state IN ('waiting', 'carried', 'answering'))
        FROM callers WHERE callers.caller IS NOT NULL)
      SELECT caller FROM callers WHERE caller IS NOT NULL LIMIT ?3
      """;

  private GatewayTurns() {}

  /**
   * Requests with something to do now: those not handed in, those whose call has ended or is not in
   * this journal, those with an answer to bring.
   *
   * @param first the contract whose turn comes first, or the next after it; empty text for any
   * @param limit as many as that at most
   */
  public static List<GatewayCall> due(
      Handle handle, String gateway, long now, String first, int limit) {
    List<List<GatewayCall>> lanes = new ArrayList<>();
    List<String> callers = callers(handle, gateway, first);
    int share = Math.max(1, limit / Math.max(1, callers.size()));
    for (String caller : callers) {
      List<GatewayCall> lane = lane(handle, gateway, now, caller, 0, share);
      if (!lane.isEmpty()) {
        lanes.add(lane);
      }
      if (lanes.size() == limit) {
        break;
      }
    }
    fill(handle, gateway, now, lanes, share, limit);
    return inTurn(lanes, limit);
  }

  /** What some leave of their share goes to those who have more to do. */
  private static void fill(
      Handle handle,
      String gateway,
      long now,
      List<List<GatewayCall>> lanes,
      int share,
      int limit) {
    int room = limit - lanes.stream().mapToInt(List::size).sum();
    List<List<GatewayCall>> full = lanes.stream().filter(lane -> lane.size() == share).toList();
    if (room > 0 && !full.isEmpty()) {
      int more = (room + full.size() - 1) / full.size();
      for (List<GatewayCall> lane : full) {
        String caller = lane.getFirst().request().caller();
        lane.addAll(lane(handle, gateway, now, caller, share, more));
      }
    }
  }

  private static List<GatewayCall> inTurn(List<List<GatewayCall>> lanes, int limit) {
    List<GatewayCall> turns = new ArrayList<>();
    int longest = lanes.stream().mapToInt(List::size).max().orElse(0);
    for (int round = 0; round < longest; round++) {
      for (List<GatewayCall> lane : lanes) {
        if (round < lane.size() && turns.size() < limit) {
          turns.add(lane.get(round));
        }
      }
    }
    return turns;
  }

  /** From the first one on, and then those before it. */
  private static List<String> callers(Handle handle, String gateway, String first) {
    List<String> callers = new ArrayList<>(callersFrom(handle, gateway, first));
    if (callers.size() < MOST_CALLERS && !first.isEmpty()) {
      callersFrom(handle, gateway, "").stream()
          .takeWhile(caller -> caller.compareTo(first) < 0)
          .limit(MOST_CALLERS - callers.size())
          .forEach(callers::add);
    }
    return callers;
  }

  private static List<String> callersFrom(Handle handle, String gateway, String first) {
    return Sql.list(handle, CALLERS, row -> row.getString(1), gateway, first, MOST_CALLERS);
  }

  private static List<GatewayCall> lane(
      Handle handle, String gateway, long now, String caller, int from, int limit) {
    return new ArrayList<>(
        Sql.list(
            handle,
            "SELECT g.* FROM gateway_calls g WHERE "
                + DUE
                + " AND g.caller = ?3 ORDER BY g.due, g.number LIMIT ?4 OFFSET ?5",
            row -> GatewayCalls.read(row),
            gateway,
            now,
            caller,
            limit,
            from));
  }
}
