package io.govchain.subchain.adapters;

import io.govchain.adapter.SubchainUnavailableException;
import io.govchain.service.database.Database;
import io.govchain.service.database.Sql;
import io.govchain.service.loop.Loop;
import io.govchain.service.loop.Loops;
import java.time.Duration;

/**
 * Remembers across restarts which block of the subchain was the newest: a node that has less, after
 * a power cut say, shows a state in which writes are missing that were made. By chain, since the
 * wrong one may have been configured for a while.
 */
public final class HighestSubchainBlock implements AutoCloseable {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  private final Database database;
  private final LocalSubchain subchain;
  private final Loop loop;
  private long kept = -1;

  /** Nothing happens before {@link #start}. */
  public HighestSubchainBlock(Database database, LocalSubchain subchain, Loops loops) {
    this.database = database;
    this.subchain = subchain;
    this.loop = loops.add("highest-subchain-block", BETWEEN_LOOKS, this::keep);
  }

  /** Tells the adapter what former lives saw; from now on what is seen is remembered. */
  public void start() {
    database
        .read(
            handle ->
                Sql.list(
                    handle,
                    "SELECT chain_id, number FROM highest_subchain_blocks",
                    row -> new long[] {row.getLong(1), row.getLong(2)}))
        .forEach(block -> subchain.expectBlock(block[0], block[1]));
    loop.start();
  }

  void keep() {
    long seen = subchain.health().block();
    if (seen <= kept) {
      return;
    }
    try {
      long chainId = subchain.adapter().describe().chainId();
      database.writeAndWait(
          handle ->
              Sql.update(
                  handle,
                  "INSERT INTO highest_subchain_blocks VALUES (?, ?) ON CONFLICT (chain_id)"
                      + " DO UPDATE SET number = MAX(number, excluded.number)",
                  chainId,
                  seen));
      kept = seen;
    } catch (SubchainUnavailableException away) {
      return; // What its chain is will be known at a later look.
    }
  }

  @Override
  public void close() {
    loop.close();
  }
}
