package io.govchain.crosschain.journal;

import io.govchain.crosschain.engine.Entry;
import io.govchain.crosschain.engine.Plan;
import io.govchain.service.database.Sql;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Which entries go next. A record costs its initiator nothing, and this party entries of its own:
 * what moves transactions that it initiated or was asked about goes before the winding down of
 * those that nobody asked it about. Of either kind the institutions that initiated them take turns,
 * so that another's entries wait for a share of a batch, however many there are of one.
 *
 * <p>What comes last has a share of every batch, too: nothing waits for ever. All entries of a
 * transaction have the same turn, but for one that was refused alone, and of one turn the oldest
 * comes first: they do not change places.
 *
 * <p>Used on the database's writer alone. Whose turn is next is not kept: after a restart it begins
 * anew.
 */
final class RecordTurns {
  /** So many institutions have their turn in one batch at most; the others come next. */
  static final int MOST_INITIATORS = 500;

  /** Why an entry waits as long as it does; the first goes first. */
  enum Standing {
    /** This party initiated the transaction or was asked about it. */
    Asked(1),

    /** Nobody asked this party about it; it is only wound down. */
    Unasked(8),

    /** It was refused when it went alone, and must not hold up any other (I10). */
    Refused(4096);

    /** Of so many entries that go at least one is of this standing, as long as any waits. */
    private final int oneOf;

    Standing(int oneOf) {
      this.oneOf = oneOf;
    }
  }

  /**
   * @param initiator the institution that initiated the transaction
   */
  record Turn(Standing standing, String initiator) {}

  /** Hops from one initiator to the next in the index, however many entries each has. */
  static final String INITIATORS =
      """
      WITH RECURSIVE hops (initiator) AS (
        SELECT (SELECT min(initiator) FROM record_queue
          WHERE batch IS NULL AND standing = ?1 AND initiator > ?2)
        UNION ALL
        SELECT (SELECT min(q.initiator) FROM record_queue q
          WHERE q.batch IS NULL AND q.standing = ?1 AND q.initiator > hops.initiator)
        FROM hops WHERE hops.initiator IS NOT NULL)
      SELECT initiator FROM hops WHERE initiator IS NOT NULL LIMIT ?3
      """;

  /** Nothing overtakes what is under way about the same step. */
  static final String TAKE =
      """
      UPDATE record_queue SET batch = ?1 WHERE number IN (SELECT number FROM record_queue AS waiting
        WHERE batch IS NULL AND standing = ?2 AND initiator = ?3
          AND NOT EXISTS (SELECT 1 FROM record_queue AS sent
            WHERE sent.transaction_id = waiting.transaction_id AND sent.batch <> ?1
              AND (sent.step = waiting.step OR %1$d IN (sent.step, waiting.step)))
        ORDER BY number LIMIT ?4)
      """
          .formatted(Entry.WHOLE);

  private final Map<Standing, Integer> credit = new EnumMap<>(Standing.class);
  private final Map<Standing, String> lastServed = new EnumMap<>(Standing.class);

  /** Whose turn the entries of a transaction are. */
  static Turn of(Handle handle, String transaction, Plan plan) {
    boolean asked = plan.initiatedHere() || isCallKnown(handle, transaction);
    String initiator = plan.initiator();
    int service = initiator.indexOf('/');
    return new Turn(
        asked ? Standing.Asked : Standing.Unasked,
        service < 0 ? initiator : initiator.substring(0, service));
  }

  /** Whoever asks for a step, or tells what became of one, shows the call. */
  private static boolean isCallKnown(Handle handle, String transaction) {
    return Sql.first(
            handle, "SELECT 1 FROM calls WHERE transaction_id = ?", row -> true, transaction)
        .isPresent();
  }

  /** Has up to so many entries belong to the batch. */
  void fill(Handle handle, String batch, int limit) {
    int unasked = owed(handle, Standing.Unasked, limit);
    int refused = owed(handle, Standing.Refused, limit);
    int left = limit;
    left -= take(handle, batch, Standing.Asked, left - unasked - refused);
    left -= take(handle, batch, Standing.Unasked, left - refused);
    left -= take(handle, batch, Standing.Refused, left);
    if (left > 0 && unasked + refused > 0) {
      // What was kept for those that cannot go yet, since the same step is under way.
      left -= take(handle, batch, Standing.Asked, left);
      take(handle, batch, Standing.Unasked, left);
    }
  }

  /** A share of every batch, or of every so many where batches are smaller than that. */
  private int owed(Handle handle, Standing standing, int limit) {
    if (initiatorsAfter(handle, standing, "", 1).isEmpty()) {
      credit.remove(standing);
      return 0;
    }
    int most = Math.max(limit, standing.oneOf);
    int now = Math.min(credit.getOrDefault(standing, 0) + limit, most);
    credit.put(standing, now);
    return now / standing.oneOf;
  }

  /** In rounds: what some leave of their share goes to those who have more. */
  private int take(Handle handle, String batch, Standing standing, int room) {
    if (room <= 0) {
      return 0;
    }
    int left = room;
    List<String> more = initiators(handle, standing);
    while (left > 0 && !more.isEmpty()) {
      int share = Math.max(1, left / more.size());
      List<String> full = new ArrayList<>();
      for (String initiator : more) {
        int most = Math.min(share, left);
        int taken = most == 0 ? 0 : take(handle, batch, standing, initiator, most);
        left -= taken;
        if (taken == share) {
          full.add(initiator);
        }
      }
      more = full;
    }
    int paid = (room - left) * standing.oneOf;
    credit.computeIfPresent(standing, (key, now) -> Math.max(0, now - paid));
    return room - left;
  }

  private int take(Handle handle, String batch, Standing standing, String initiator, int most) {
    lastServed.put(standing, initiator);
    return Sql.update(handle, TAKE, batch, standing.ordinal(), initiator, most);
  }

  /** Those after the one that was served last, and then the others. */
  private List<String> initiators(Handle handle, Standing standing) {
    String last = lastServed.getOrDefault(standing, "");
    List<String> initiators = initiatorsAfter(handle, standing, last, MOST_INITIATORS);
    if (initiators.size() < MOST_INITIATORS && !last.isEmpty()) {
      initiatorsAfter(handle, standing, "", MOST_INITIATORS - initiators.size()).stream()
          .takeWhile(initiator -> initiator.compareTo(last) <= 0)
          .forEach(initiators::add);
    }
    return initiators;
  }

  private static List<String> initiatorsAfter(
      Handle handle, Standing standing, String last, int most) {
    return Sql.list(handle, INITIATORS, row -> row.getString(1), standing.ordinal(), last, most);
  }
}
