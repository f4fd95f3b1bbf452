package io.govchain.console.store;

import io.govchain.console.store.Ledger.Filter;
import io.govchain.console.store.Ledger.Order;
import io.govchain.console.store.Ledger.Sort;
import io.govchain.evm.encoding.Hex;
import io.govchain.governance.Paths;
import io.govchain.service.database.Sql;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/**
 * How a page of the ledger is found without looking at all of it. SQLite is told which index to go
 * by: where a condition leaves few transactions, by that condition, and they are sorted; otherwise
 * in the order that was asked for, until the page is full.
 */
final class LedgerSearch {
  /** So many are sorted at once; of more, a page is found sooner by going through all in order. */
  private static final long FEW = 2_000;

  /** A beginning of an id so short fits so many that they are found by going through all. */
  private static final int SHORT_PREFIX = 2;

  /** A number of a pipeline's version. */
  private static final Pattern VERSION = Pattern.compile("[0-9]{1,18}");

  /** Whether a transaction goes through a pipeline: the last span that begins before it tells. */
  static final String SPAN =
      "(SELECT s.last FROM pipeline_spans s WHERE s.pipeline = %1$s AND s.first <= %2$s"
          + " ORDER BY s.first DESC LIMIT 1) >= %2$s";

  private static final int STATUS = 1;
  private static final int INITIATOR = 2;
  private static final int PIPELINE = 3;

  private final Handle handle;
  private final Filter filter;
  private final Order order;
  private final Optional<List<Long>> initiators;
  private final Optional<List<Long>> pipelines;

  LedgerSearch(Handle handle, Filter filter, Order order) {
    this.handle = handle;
    this.filter = filter;
    this.order = order;
    this.initiators = initiators();
    this.pipelines = pipelines();
  }

  /** A limit and an end of the page before are still to be added. */
  Query query(String select) {
    Query query = new Query(select);
    boolean inOrder = order.sort() == Sort.OPENED_AT;
    long byStatusCount = status().orElse(Long.MAX_VALUE);
    long byPipelineCount = pipelines.map(ids -> count(PIPELINE, ids)).orElse(Long.MAX_VALUE);
    long byInitiatorCount = initiators.map(ids -> count(INITIATOR, ids)).orElse(Long.MAX_VALUE);
    long least = Math.min(byStatusCount, Math.min(byPipelineCount, byInitiatorCount));
    boolean few = least <= FEW;
    // The index of a status, or of one initiator, is in the order of opening: nothing is sorted.
    boolean byStatus = few ? byStatusCount == least : inOrder && byStatusCount < Long.MAX_VALUE;
    boolean byPipelines = !byStatus && few && byPipelineCount == least;
    boolean byInitiator =
        !byStatus
            && !byPipelines
            && (few || inOrder && initiators.filter(ids -> ids.size() == 1).isPresent());
    boolean byOrder = !byStatus && !byPipelines && !byInitiator;
    filter
        .status()
        .ifPresent(status -> query.where((byStatus ? "" : "+") + "t.status = ?", status.ordinal()));
    initiators.ifPresent(
        ids -> query.whereIn((byInitiator ? "" : "+") + "t.initiator IN (%s)", ids));
    pipelines.ifPresent(
        numbers -> {
          if (byPipelines) {
            query.whereIn(
                "t.seq IN (SELECT i.seq FROM pipeline_spans s JOIN transactions i"
                    + " ON i.seq BETWEEN s.first AND s.last WHERE s.pipeline IN (%s))",
                numbers);
          } else {
            query.whereIn(
                "EXISTS (SELECT 1 FROM pipeline_versions v WHERE v.number IN (%s) AND "
                    + SPAN.formatted("v.number", "t.seq")
                    + ")",
                numbers);
          }
        });
    filter.q().filter(LedgerSearch::isId).ifPresent(prefix -> id(query, prefix));
    seqRange(query, byOrder);
    if (order.sort() == Sort.DURATION) {
      query.where("t.duration IS NOT NULL");
    }
    return query;
  }

  /** After this item, in the order asked for. */
  void after(Query query, long[] keys) {
    String than = order.ascending() ? ">" : "<";
    if (order.sort() == Sort.OPENED_AT) {
      query.where("t.seq " + than + " ?", keys[1]);
    } else {
      query.where("(" + column() + ", t.seq) " + than + " (?, ?)", keys[0], keys[1]);
    }
  }

  String orderBy() {
    String way = order.ascending() ? " ASC" : " DESC";
    return order.sort() == Sort.OPENED_AT
        ? "ORDER BY t.seq" + way
        : "ORDER BY " + column() + way + ", t.seq" + way;
  }

  /** Where counters tell it, or few are left to be counted. */
  OptionalLong total() {
    boolean rest =
        filter.from().isPresent()
            || filter.to().isPresent()
            || filter.q().isPresent()
            || order.sort() == Sort.DURATION;
    int conditions =
        (filter.status().isPresent() ? 1 : 0)
            + (initiators.isPresent() ? 1 : 0)
            + (pipelines.isPresent() ? 1 : 0);
    if (!rest && conditions == 0) {
      return OptionalLong.of(
          new Query("SELECT ifnull(sum(number), 0) FROM counts WHERE what = 1").number(handle));
    }
    if (!rest && conditions == 1 && status().isPresent()) {
      return status();
    }
    if (!rest && conditions == 1 && initiators.isPresent()) {
      return OptionalLong.of(count(INITIATOR, initiators.get()));
    }
    boolean few =
        status().isPresent() && status().getAsLong() <= FEW
            || few(pipelines, PIPELINE)
            || few(initiators, INITIATOR);
    return few
        ? OptionalLong.of(query("SELECT count(*) FROM transactions t").number(handle))
        : OptionalLong.empty();
  }

  private String column() {
    return order.sort() == Sort.DEADLINE ? "t.deadline" : "t.duration";
  }

  private OptionalLong status() {
    return filter
        .status()
        .map(status -> OptionalLong.of(count(STATUS, List.of((long) status.ordinal()))))
        .orElse(OptionalLong.empty());
  }

  private boolean few(Optional<List<Long>> ids, int what) {
    return ids.isPresent() && count(what, ids.get()) <= FEW;
  }

  private long count(int what, List<Long> ids) {
    return new Query("SELECT ifnull(sum(number), 0) FROM counts")
        .where("what = ?", what)
        .whereIn("id IN (%s)", ids)
        .number(handle);
  }

  private static boolean isId(String q) {
    return q.matches("0x[0-9a-fA-F]{1,64}");
  }

  private static void id(Query query, String prefix) {
    String digits = prefix.substring(2).toLowerCase(java.util.Locale.ROOT);
    query.where(
        (digits.length() <= SHORT_PREFIX ? "+" : "") + "t.id BETWEEN ? AND ?",
        Hex.bytes("0x" + digits + "0".repeat(64 - digits.length())),
        Hex.bytes("0x" + digits + "f".repeat(64 - digits.length())));
  }

  /** Times become numbers, since transactions are numbered in the order of their blocks. */
  private void seqRange(Query query, boolean byOrder) {
    String seq = byOrder && order.sort() == Sort.OPENED_AT ? "t.seq" : "+t.seq";
    filter.from().ifPresent(from -> query.where(seq + " >= ?", firstSeq(from)));
    filter.to().ifPresent(to -> query.where(seq + " < ?", firstSeq(to + 1)));
  }

  private long firstSeq(long time) {
    return Sql.first(
            handle,
            "SELECT first_seq FROM blocks WHERE time >= ? ORDER BY time, number LIMIT 1",
            row -> row.getLong(1),
            time)
        .orElse(Long.MAX_VALUE);
  }

  private Optional<List<Long>> initiators() {
    if (filter.initiator().isPresent()) {
      return Optional.of(
          Sql.list(
              handle,
              "SELECT id FROM words WHERE word = ?",
              row -> row.getLong(1),
              Paths.id(filter.initiator().get())));
    }
    return filter
        .q()
        .filter(q -> !isId(q))
        .map(
            code ->
                Sql.list(
                    handle,
                    "SELECT w.id FROM words w JOIN records r ON r.kind = 'institutions'"
                        + " AND r.id = w.word WHERE substr(r.label, 1, length(?)) = ?",
                    row -> row.getLong(1),
                    code,
                    code));
  }

  private Optional<List<Long>> pipelines() {
    if (filter.pipeline().isEmpty()
        && filter.institution().isEmpty()
        && filter.subchain().isEmpty()) {
      return Optional.empty();
    }
    Query query = new Query("SELECT number FROM pipeline_versions");
    filter.pipeline().ifPresent(pipeline -> pipeline(query, pipeline));
    filter
        .institution()
        .map(Paths::id)
        .ifPresent(id -> query.where("(source_institution = ? OR target_institution = ?)", id, id));
    filter
        .subchain()
        .map(Paths::id)
        .ifPresent(id -> query.where("(source_subchain = ? OR target_subchain = ?)", id, id));
    return Optional.of(query.list(handle, row -> row.getLong(1)));
  }

  /** Lists show paths, which no number can be: they have a slash in them. */
  private static void pipeline(Query query, String pipeline) {
    if (VERSION.matcher(pipeline).matches()) {
      query.where("number = ?", Long.parseLong(pipeline));
    } else {
      query.where("id = ?", Paths.id(pipeline));
    }
  }
}
