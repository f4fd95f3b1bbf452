package io.govchain.console.store;

import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseException;
import io.govchain.service.database.DatabaseSettings;
import io.govchain.service.database.Sql;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The console's database, bound to one chain, and everything that can be asked of it. */
public final class ConsoleStore implements Queries, AutoCloseable {
  private static final String MIGRATIONS = "classpath:io/govchain/console/migrations";

  /**
   * The one connection that writes keeps the ledger's index of ids in memory (64 MiB at most),
   * which is written to in no order, and moves what was written to its place every 64 MiB.
   */
  private static final List<String> WRITING =
      List.of("PRAGMA cache_size = -65536", "PRAGMA wal_autocheckpoint = 16384");

  /**
   * Counted up when events are stored that builds before did not, or told otherwise, or make
   * records be read again for which builds before did not: their stores lack them, or are out of
   * date.
   */
  private static final String EVENTS = "3";

  /** What to do with a store of another chain, or one whose tables are those of another build. */
  public enum OtherChain {
    /** Fail with an {@link OtherChainException} or {@link OtherFormException}. */
    REFUSE,
    /** Begin anew; what only this console knew is lost. */
    REBUILD
  }

  private final Database database;
  private final String genesis;
  private final SqlFeed feed;
  private final EventLog events;
  private final Ledger ledger;
  private final Registers registers;
  private final Orders orders;
  private final ChainView chain;
  private final Alerts alerts;
  private final Reports reports;

  private ConsoleStore(Database database, String genesis) {
    this.database = database;
    this.genesis = genesis;
    SqlEvents sqlEvents = new SqlEvents(database);
    this.events = sqlEvents;
    this.ledger = new SqlLedger(database);
    this.registers = new SqlRegisters(database, events);
    this.orders = new SqlOrders(database, events);
    this.feed = new SqlFeed(database, sqlEvents);
    this.alerts = new SqlAlerts(database, feed);
    this.chain = new SqlChainView(database);
    this.reports = new SqlReports(database, this);
  }

  /**
   * Opens or creates the store of a chain.
   *
   * @param genesisHash hash of the chain's block 0
   * @throws OtherChainException if it is another chain's and that is to be refused
   * @throws OtherFormException if its tables are those of another build and that is to be refused
   */
  public static ConsoleStore open(
      Path file, long chainId, String genesisHash, OtherChain when, MeterRegistry registry) {
    Database database = inThisForm(file, when, registry);
    String wanted = chainId + " " + genesisHash;
    Optional<String> actual = database.read(ConsoleStore::chain);
    if (actual.isPresent() && !database.read(ConsoleStore::knowsAllEvents)) {
      database.close();
      if (when == OtherChain.REFUSE) {
        throw new OtherFormException(file, null);
      }
      delete(file);
      database = database(file, registry);
      actual = Optional.empty();
    }
    if (actual.isPresent() && !actual.get().equals(wanted)) {
      database.close();
      if (when == OtherChain.REFUSE) {
        throw new OtherChainException(file.toString(), wanted, actual.get());
      }
      delete(file);
      database = database(file, registry);
    }
    database.writeAndWait(
        handle -> {
          WRITING.forEach(handle::execute);
          Meta.put(handle, Meta.CHAIN, chainId);
          Meta.put(handle, Meta.GENESIS, genesisHash);
          Meta.put(handle, Meta.EVENTS, EVENTS);
          return null;
        });
    return new ConsoleStore(database, genesisHash);
  }

  private static Database inThisForm(Path file, OtherChain when, MeterRegistry registry) {
    try {
      return database(file, registry);
    } catch (DatabaseException unusable) {
      if (unusable.code() != DatabaseException.Code.MIGRATION_FAILED) {
        throw unusable;
      }
      if (when == OtherChain.REFUSE) {
        throw new OtherFormException(file, unusable);
      }
      delete(file);
      return database(file, registry);
    }
  }

  private static Database database(Path file, MeterRegistry registry) {
    // The indexes of a long ledger are built by sorting it.
    DatabaseSettings settings = DatabaseSettings.standard().withSortsOnDisk();
    return Database.open(file, MIGRATIONS, settings, registry);
  }

  private static Optional<String> chain(org.jdbi.v3.core.Handle handle) {
    return Meta.get(handle, Meta.CHAIN)
        .flatMap(id -> Meta.get(handle, Meta.GENESIS).map(genesis -> id + " " + genesis));
  }

  private static boolean knowsAllEvents(org.jdbi.v3.core.Handle handle) {
    return Meta.get(handle, Meta.EVENTS).filter(EVENTS::equals).isPresent();
  }

  private static void delete(Path file) {
    try {
      for (String suffix : new String[] {"", "-wal", "-shm"}) {
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("deleting the database " + file, e);
    }
  }

  /** Hash of block 0 of the chain that it is bound to. */
  public String genesis() {
    return genesis;
  }

  /** The database itself, for those that write it. */
  public Database database() {
    return database;
  }

  /** Tells readers of {@link #changes} that there are new ones; to be called after a commit. */
  public void announce() {
    feed.announce();
  }

  @Override
  public Position position() {
    return database.read(ConsoleStore::position);
  }

  /** How far the chain is indexed, within a read or write. */
  public static Position position(org.jdbi.v3.core.Handle handle) {
    return Sql.first(
            handle,
            "SELECT number, hash, time FROM blocks ORDER BY number DESC LIMIT 1",
            row -> new Position(row.getLong(1), row.getString(2), row.getLong(3)))
        .orElse(Position.NONE);
  }

  @Override
  public EventLog events() {
    return events;
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public Registers registers() {
    return registers;
  }

  @Override
  public Orders orders() {
    return orders;
  }

  @Override
  public ChainView chain() {
    return chain;
  }

  @Override
  public Alerts alerts() {
    return alerts;
  }

  @Override
  public Reports reports() {
    return reports;
  }

  @Override
  public ChangeFeed changes() {
    return feed;
  }

  @Override
  public Nonces nonces() {
    return new SqlNonces(database);
  }

  @Override
  public void close() {
    feed.close();
    database.close();
  }
}
