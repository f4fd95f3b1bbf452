package io.govchain.console.store;

import io.govchain.governance.TransactionRecord;
import io.govchain.service.database.Database;
import io.govchain.service.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jdbi.v3.core.Handle;

/** The chain as a whole, from rows. */
final class SqlChainView implements ChainView {
  private static final int MEAN_BLOCKS = 20;
  private static final long DAY = 86_400;
  private static final String BLOCKS =
      "SELECT number, time, hash, transactions, gas_used, proposer, signers FROM blocks";

  private final Database database;
  private final Kept<Moment, Overview> overview;
  private final Kept<Moment, Topology> topology;

  /** What these pictures show changes with a block, and with what the feed tells. */
  private record Moment(Position position, long change) {}

  SqlChainView(Database database) {
    this.database = database;
    this.overview = new Kept<>(() -> database.read(this::overview), System::nanoTime);
    this.topology =
        new Kept<>(
            () -> database.read(handle -> new TopologyPicture(handle).all()), System::nanoTime);
  }

  private Moment moment() {
    return database.read(
        handle ->
            new Moment(
                ConsoleStore.position(handle),
                new Query("SELECT ifnull(max(id), 0) FROM changes").number(handle)));
  }

  @Override
  public List<BlockLine> blocks(int limit) {
    return database.read(
        handle ->
            Sql.list(handle, BLOCKS + " ORDER BY number DESC LIMIT ?", SqlChainView::block, limit));
  }

  private static BlockLine block(ResultSet row) throws SQLException {
    return new BlockLine(
        row.getLong(1),
        row.getLong(2),
        row.getString(3),
        row.getInt(4),
        row.getLong(5),
        Optional.ofNullable(row.getString(6)),
        words(row.getString(7)));
  }

  static List<String> words(String text) {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split(" "));
  }

  @Override
  public List<ValidatorLine> validators(int window) {
    return database.read(handle -> validators(handle, window));
  }

  /** Each by the blocks that it could seal: whoever was admitted lately missed none before. */
  private static List<ValidatorLine> validators(Handle handle, int window) {
    long last = ConsoleStore.position(handle).number();
    Map<String, ValidatorLine> sealed = new HashMap<>();
    new Sealing(handle, last - window + 1, last)
        .lines()
        .forEach(line -> sealed.put(line.address(), line));
    List<ValidatorLine> lines = new ArrayList<>();
    for (String address : words(Meta.get(handle, Meta.VALIDATORS).orElse(""))) {
      ValidatorLine found = sealed.get(address);
      lines.add(found == null ? line(handle, address, 0, 0, 0) : found);
    }
    return lines;
  }

  static ValidatorLine line(
      Handle handle, String address, long proposed, long signed, long window) {
    Optional<String[]> node =
        Sql.first(
            handle,
            "SELECT id, institution FROM records WHERE kind = 'nodes'"
                + " AND json_extract(json, '$.validator') = ?",
            row -> new String[] {row.getString(1), row.getString(2)},
            address);
    return new ValidatorLine(
        address,
        node.map(found -> found[0]),
        node.map(found -> found[1]),
        proposed,
        signed,
        window);
  }

  @Override
  public List<Bucket> statistics(long from, long to, long bucket) {
    return database.read(handle -> new Buckets(handle, from, to, bucket).all());
  }

  @Override
  public Overview overview() {
    return overview.get(moment());
  }

  private Overview overview(Handle handle) {
    Map<String, Count> governance = new LinkedHashMap<>();
    for (Kind kind :
        List.of(Kind.INSTITUTIONS, Kind.ACCOUNTS, Kind.NODES, Kind.GOVERNANCE_CONTRACTS)) {
      governance.put(
          kind == Kind.GOVERNANCE_CONTRACTS ? "contracts" : kind.word(), records(handle, kind));
    }
    governance.put(
        "workOrders",
        count(new Query("SELECT state, count(*) FROM work_orders").then("GROUP BY state"), handle));
    Map<String, Count> control = new LinkedHashMap<>();
    control.put("subchains", records(handle, Kind.SUBCHAINS));
    control.put("applications", records(handle, Kind.APPLICATIONS));
    control.put("businessContracts", records(handle, Kind.BUSINESS_CONTRACTS));
    control.put("pipelines", records(handle, Kind.PIPELINES));
    control.put("services", records(handle, Kind.SERVICES));
    long open =
        new Query("SELECT count(*) FROM alerts")
            .where("closed_at IS NULL AND acknowledged_at IS NULL")
            .number(handle);
    return new Overview(
        chainCounts(handle), governance, control, business(handle), new OpenAlerts(open));
  }

  private static Count records(Handle handle, Kind kind) {
    return count(
        new Query("SELECT status, count(*) FROM records")
            .where("kind = ?", kind.word())
            .then("GROUP BY status ORDER BY status"),
        handle);
  }

  private static Count count(Query query, Handle handle) {
    Map<String, Long> byStatus = new LinkedHashMap<>();
    query.each(
        handle,
        row -> Map.entry(row.getString(1), row.getLong(2)),
        entry -> byStatus.put(entry.getKey(), entry.getValue()));
    return new Count(byStatus.values().stream().mapToLong(Long::longValue).sum(), byStatus);
  }

  static Count transactions(Handle handle) {
    Map<String, Long> byStatus = new LinkedHashMap<>();
    Sql.list(
            handle,
            "SELECT id, number FROM counts WHERE what = 1 AND number <> 0 ORDER BY id",
            row ->
                Map.entry(TransactionRecord.Status.values()[row.getInt(1)].name(), row.getLong(2)))
        .forEach(entry -> byStatus.put(entry.getKey(), entry.getValue()));
    return new Count(byStatus.values().stream().mapToLong(Long::longValue).sum(), byStatus);
  }

  private static ChainCounts chainCounts(Handle handle) {
    List<BlockLine> newest =
        Sql.list(
            handle, BLOCKS + " ORDER BY number DESC LIMIT ?", SqlChainView::block, MEAN_BLOCKS + 1);
    OptionalDouble mean = OptionalDouble.empty();
    if (newest.size() > 1) {
      // The genesis block's time is that of the founding papers, not of a block that was made.
      BlockLine first =
          newest.getLast().number() == 0 ? newest.get(newest.size() - 2) : newest.getLast();
      long blocks = newest.getFirst().number() - first.number();
      if (blocks > 0) {
        mean = OptionalDouble.of((newest.getFirst().time() - first.time()) / (double) blocks);
      }
    }
    Map<String, Long> nodes =
        count(
                new Query("SELECT json_extract(json, '$.chainKind'), count(*) FROM records")
                    .where("kind = 'nodes'")
                    .where("status = 'ADMITTED'")
                    .then("GROUP BY 1"),
                handle)
            .byStatus();
    return new ChainCounts(
        newest.isEmpty() ? -1 : newest.getFirst().number(),
        mean,
        newest.isEmpty() ? 0 : newest.getFirst().time(),
        words(Meta.get(handle, Meta.VALIDATORS).orElse("")).size(),
        nodes);
  }

  private static Business business(Handle handle) {
    Count transactions = transactions(handle);
    long to = ConsoleStore.position(handle).time();
    return new Business(
        transactions,
        transactions.byStatus().getOrDefault(TransactionRecord.Status.ESCALATED.name(), 0L),
        Buckets.day(handle, to - DAY + 1, to));
  }

  @Override
  public Topology topology() {
    return topology.get(moment());
  }

  @Override
  public List<CreditLine> credit() {
    return database.read(handle -> CreditBook.lines(handle, 0, Long.MAX_VALUE));
  }
}
