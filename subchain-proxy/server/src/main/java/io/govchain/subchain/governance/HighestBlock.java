package io.govchain.subchain.governance;

import io.govchain.service.database.Database;
import io.govchain.service.database.Sql;
import io.govchain.service.loop.Loop;
import io.govchain.service.loop.Loops;
import java.time.Duration;

/**
 * Remembers across restarts which block of the governance chain was the newest: a node that has
 * less, after a power cut say, shows an old state, in which what has ended since is still open.
 */
public final class HighestBlock implements AutoCloseable {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  private final Database database;
  private final Governance governance;
  private final Loop loop;
  private long kept;

  /** Remembers nothing new before {@link #start}. */
  public HighestBlock(Database database, Governance governance, Loops loops) {
    this.database = database;
    this.governance = governance;
    this.kept = before();
    this.loop = loops.add("highest-block", BETWEEN_LOOKS, this::keep);
  }

  /** The newest block that a former life saw; -1 where none is known. */
  public long before() {
    return database.read(
        handle ->
            Sql.first(handle, "SELECT number FROM highest_block", row -> row.getLong(1))
                .orElse(-1L));
  }

  /** From now on what is seen is remembered. */
  public void start() {
    loop.start();
  }

  void keep() {
    long seen = governance.block();
    if (seen > kept) {
      database.writeAndWait(
          handle -> Sql.update(handle, "INSERT OR REPLACE INTO highest_block VALUES (1, ?)", seen));
      kept = seen;
    }
  }

  @Override
  public void close() {
    loop.close();
  }
}
