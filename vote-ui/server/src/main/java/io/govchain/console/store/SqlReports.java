package io.govchain.console.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.govchain.console.store.ChainView.Count;
import io.govchain.governance.TransactionRecord.Status;
import io.govchain.service.database.Database;
import io.govchain.service.database.Sql;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Reports of periods, from rows. */
final class SqlReports implements Reports {
  /**
   * A report is for people: more than so many of a kind are looked up in the log and the ledger.
   */
  private static final int MOST = 2_000;

  private static final Set<String> LISTED =
      Set.of("institutions", "rules", "votes", "escalations", "findings");

  /** What happens after the period changes these: states, ends, scores and restrictions. */
  private static final List<String> PRESENT =
      List.of("workOrders", "transactions", "escalations", "credit");

  private static final int WINDOW = 10_000;

  private final Database database;
  private final Queries queries;

  SqlReports(Database database, Queries queries) {
    this.database = database;
    this.queries = queries;
  }

  /**
   * Sections are read one after the other while blocks come: none tells of a block after the one
   * that the report says it is indexed up to. Findings have times of their own.
   */
  @Override
  public Report report(long from, long to) {
    Position indexed = queries.position();
    long end = Math.min(to, indexed.time());
    List<HistoryEvent> institutions = events(from, end, "InstitutionAdmitted");
    institutions.addAll(events(from, end, "InstitutionStatusChanged"));
    institutions.addAll(events(from, end, "InstitutionCategoryChanged"));
    Map<String, Object> sections = new LinkedHashMap<>();
    sections.put("institutions", institutions);
    sections.put("rules", events(from, end, Optional.of(Kind.RULES), Optional.empty()));
    sections.put(
        "workOrders", database.read(handle -> SqlOrders.underWayBetween(handle, from, end)));
    sections.put("votes", events(from, end, "VoteCast"));
    sections.put("transactions", transactions(from, end));
    sections.put("escalations", escalations(from, end));
    sections.put("credit", database.read(handle -> CreditBook.lines(handle, from, end)));
    sections.put("findings", findings(from, to));
    SealedBlocks sealed = database.read(handle -> sealed(handle, from, end));
    sections.put(
        "validators",
        database.read(handle -> new Sealing(handle, sealed.first(), sealed.last()).lines()).stream()
            .map(line -> Signing.of(line, sealed))
            .toList());
    sections.put("sealed", sealed);
    return assembled(from, to, indexed, sections);
  }

  @SuppressWarnings("unchecked")
  private Report assembled(long from, long to, Position indexed, Map<String, Object> sections) {
    Map<String, String> digests = new LinkedHashMap<>();
    sections.forEach((name, section) -> digests.put(name, digest(section)));
    return new Report(
        database.read(handle -> Meta.number(handle, Meta.CHAIN)).orElseThrow(),
        from,
        to,
        indexed,
        new AsOf(indexed.number(), PRESENT),
        (List<HistoryEvent>) sections.get("institutions"),
        (List<HistoryEvent>) sections.get("rules"),
        (List<Orders.Line>) sections.get("workOrders"),
        (List<HistoryEvent>) sections.get("votes"),
        (Count) sections.get("transactions"),
        (List<Ledger.Line>) sections.get("escalations"),
        (List<ChainView.CreditLine>) sections.get("credit"),
        (List<Alerts.Alert>) sections.get("findings"),
        (List<Signing>) sections.get("validators"),
        (SealedBlocks) sections.get("sealed"),
        cut(sections),
        digests);
  }

  private static Map<String, Integer> cut(Map<String, Object> sections) {
    Map<String, Integer> cut = new LinkedHashMap<>();
    sections.forEach(
        (name, section) -> {
          if (LISTED.contains(name) && ((List<?>) section).size() >= MOST) {
            cut.put(name, ((List<?>) section).size());
          }
        });
    return cut;
  }

  private List<HistoryEvent> events(long from, long to, String type) {
    return events(from, to, Optional.empty(), Optional.of(type));
  }

  private List<HistoryEvent> events(
      long from, long to, Optional<Kind> kind, Optional<String> type) {
    List<HistoryEvent> found = new ArrayList<>();
    queries.events().stream(
        new EventLog.Filter(
            kind,
            Optional.empty(),
            type,
            Optional.empty(),
            OptionalLong.of(from),
            OptionalLong.of(to)),
        MOST,
        found::add);
    return found;
  }

  /** Those opened in the period, by where they stand now. */
  private Count transactions(long from, long to) {
    return database.read(
        handle -> {
          Map<String, Long> byStatus = new LinkedHashMap<>();
          Ledger.Filter all = Ledger.Filter.ALL;
          Ledger.Filter period =
              new Ledger.Filter(
                  all.status(),
                  all.initiator(),
                  all.institution(),
                  all.pipeline(),
                  all.subchain(),
                  OptionalLong.of(from),
                  OptionalLong.of(to),
                  all.q());
          new LedgerSearch(handle, period, Ledger.Order.NEWEST)
              .query("SELECT t.status, count(*) FROM transactions t")
              .then("GROUP BY t.status")
              .each(
                  handle,
                  row -> Map.entry(Status.values()[row.getInt(1)].name(), row.getLong(2)),
                  entry -> byStatus.put(entry.getKey(), entry.getValue()));
          return new Count(byStatus.values().stream().mapToLong(Long::longValue).sum(), byStatus);
        });
  }

  private List<Ledger.Line> escalations(long from, long to) {
    return database.read(
        handle ->
            new Query(
                    "SELECT t.seq, t.id, w.word, r.label, t.status, t.opened_at, t.deadline,"
                        + " t.ended_at, t.steps, t.retries, t.rejections FROM transactions t"
                        + " LEFT JOIN words w ON w.id = t.initiator"
                        + " LEFT JOIN records r ON r.kind = 'institutions' AND r.id = w.word")
                .where("t.escalated_at BETWEEN ? AND ?", from, to)
                .then("ORDER BY t.escalated_at DESC, t.seq DESC LIMIT ?", MOST)
                .list(handle, SqlLedger::line)
                .reversed());
  }

  private List<Alerts.Alert> findings(long from, long to) {
    Alerts.Filter period =
        new Alerts.Filter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.of(from),
            OptionalLong.of(to));
    List<Alerts.Alert> found = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<Alerts.Alert> page =
          queries.alerts().page(period, new PageRequest(PageRequest.MOST, cursor));
      found.addAll(page.items());
      cursor = page.cursor();
    } while (cursor.isPresent() && found.size() < MOST);
    return found;
  }

  private static SealedBlocks sealed(Handle handle, long from, long to) {
    long last =
        number(
            handle,
            "SELECT number FROM blocks WHERE time <= ? ORDER BY time DESC, number DESC LIMIT 1",
            to);
    long begins =
        number(
            handle,
            "SELECT number FROM blocks WHERE time >= ? ORDER BY time, number LIMIT 1",
            from);
    if (last < 0 || begins < 0 || begins > last) {
      return new SealedBlocks(0, -1, true, 0, carried(handle));
    }
    long first = Math.max(begins, last - WINDOW + 1);
    long unknown =
        number(
            handle,
            "SELECT count(*) FROM blocks WHERE number BETWEEN ? AND ? AND number > 0"
                + " AND signers = ''",
            first,
            last);
    return new SealedBlocks(first, last, first == begins, unknown, carried(handle));
  }

  /** The newest blocks are those that seals are always read of. */
  private static boolean carried(Handle handle) {
    return Sql.first(
            handle,
            "SELECT 1 FROM blocks WHERE number > (SELECT max(number) FROM blocks) - ?"
                + " AND signers <> '' LIMIT 1",
            row -> row.getInt(1),
            WINDOW)
        .isPresent();
  }

  private static long number(Handle handle, String sql, Object... values) {
    return Sql.first(handle, sql, row -> row.getLong(1), values).orElse(-1L);
  }

  /**
   * SHA-256 of the section's JSON without spaces, as browsers and {@code jq -c} write it: by way of
   * text, since as bytes emoji and rare hanzi would be two escapes each.
   */
  static String digest(Object section) {
    try {
      byte[] json =
          ConsoleJson.mapper().writeValueAsString(section).getBytes(StandardCharsets.UTF_8);
      return "0x" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
