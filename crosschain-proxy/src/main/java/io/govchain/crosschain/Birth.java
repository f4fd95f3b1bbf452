package io.govchain.crosschain;

import io.govchain.crosschain.journal.BlockStepped;
import io.govchain.crosschain.journal.Journal;
import io.govchain.service.continuity.Continuity;
import io.govchain.service.database.Database;
import io.govchain.service.database.Sql;
import io.govchain.service.loop.Loops;
import java.nio.file.Path;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the governance chain stood when this journal was begun, or was put back as an older copy of
 * itself: this party may have acted on everything that was opened by then in a life that the
 * journal does not remember (I2, I9).
 */
final class Birth implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Birth.class);

  private final Database database;
  private final Continuity continuity;

  private Birth(Database database, Continuity continuity) {
    this.database = database;
    this.continuity = continuity;
  }

  /**
   * Begins another life of the journal. One that may be an older copy is born anew, at the head
   * that the chain is found with, and its transactions are told; all of it on disk at once, however
   * long the chain does not answer.
   *
   * @param file the database's
   */
  static Birth begin(Database database, Path file, Journal journal, Loops loops) {
    return new Birth(
        database, Continuity.begin(database, file, loops, handle -> restored(handle, journal)));
  }

  /** From now on copies of this journal are told from it. */
  void start() {
    continuity.start();
  }

  /** Whoever has a copy made before this has an old one. */
  void renew() {
    continuity.renew();
  }

  private static void restored(Handle handle, Journal journal) {
    boolean isNew = Sql.update(handle, "DELETE FROM journal_birth") == 0;
    BlockStepped told = journal.restored(handle);
    if (!isNew) {
      LOG.warn(
          "the database is not known to be the newest of this proxy: what was done since is asked for; {} transactions are unfinished",
          told.steps().size());
    }
    for (BlockStepped.Failed failed : told.failed()) {
      LOG.error(
          "transaction {} could not be told that its journal may be an older copy",
          failed.input().transaction(),
          failed.cause());
    }
  }

  /** Whether this life has still to be born: its journal is a new one, or an older copy. */
  boolean isToCome() {
    return database.read(
        handle ->
            Sql.first(handle, "SELECT block FROM journal_birth", row -> row.getLong(1)).isEmpty());
  }

  /**
   * The block of the birth.
   *
   * @param head newest block of the chain, which is it at the first start with this journal
   */
  long at(long head) {
    return database.writeAndWait(
        handle -> {
          handle.execute(
              "INSERT OR IGNORE INTO journal_birth (only_row, block) VALUES (1, ?)", head);
          return handle.createQuery("SELECT block FROM journal_birth").mapTo(Long.class).one();
        });
  }

  @Override
  public void close() {
    continuity.close();
  }
}
