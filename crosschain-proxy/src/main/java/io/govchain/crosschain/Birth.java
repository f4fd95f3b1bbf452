package io.govchain.crosschain;

import io.govchain.crosschain.journal.BlockStepped;
import io.govchain.crosschain.journal.Journal;
import io.govchain.service.database.Continuity;
import io.govchain.service.database.Database;
import io.govchain.service.database.Sql;
import java.nio.file.Path;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the governance chain stood when this journal was begun, or was put back as an older copy of
 * itself: this party may have acted on everything that was opened by then in a life that the
 * journal does not remember (I2, I9).
 */
final class Birth {
  private static final Logger LOG = LoggerFactory.getLogger(Birth.class);

  private final Database database;

  private Birth(Database database) {
    this.database = database;
  }

  /**
   * Begins another life of the journal. One that may be an older copy is born anew, at the head
   * that the chain is found with, and its transactions are told; all of it on disk at once, however
   * long the chain does not answer.
   *
   * @param file the database's
   */
  static Birth begin(Database database, Path file, Journal journal) {
    Continuity.begin(database, file, handle -> restored(handle, journal));
    return new Birth(database);
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
}
