package io.govchain.console.store;

import io.govchain.service.database.Sql;
import org.jdbi.v3.core.Handle;

/** Writes what the feed tells; {@link ConsoleStore#announce} after the commit. */
public final class Changes {
  private static final long KEPT = 20_000;
  private static final long MOST_BLOCKS = 100;

  private Changes() {}

  /**
   * Blocks were taken in that were not told of yet, and what they touched was read. Of many only
   * the newest are told: whoever watches after a long catching up reads what there is.
   */
  public static void blocks(Handle handle) {
    long indexed = ConsoleStore.position(handle).number();
    long told = Meta.number(handle, Meta.TOLD).orElse(-1);
    for (long number = Math.max(told + 1, indexed - MOST_BLOCKS + 1); number <= indexed; number++) {
      put(handle, SqlFeed.BLOCK, number);
    }
    if (told != indexed) {
      Meta.put(handle, Meta.TOLD, indexed);
      prune(handle);
    }
  }

  /** An alert changed. */
  public static void alert(Handle handle, long id) {
    put(handle, SqlFeed.ALERT, id);
  }

  /** Blocks above this one are void. */
  public static void reorganised(Handle handle, long lastCommonBlock) {
    put(handle, SqlFeed.REORGANISED, lastCommonBlock);
    if (Meta.number(handle, Meta.TOLD).orElse(-1) > lastCommonBlock) {
      Meta.put(handle, Meta.TOLD, lastCommonBlock);
    }
  }

  private static void prune(Handle handle) {
    Sql.update(handle, "DELETE FROM changes WHERE id <= (SELECT max(id) FROM changes) - ?", KEPT);
  }

  private static void put(Handle handle, int what, long ref) {
    Sql.update(handle, "INSERT INTO changes (what, ref) VALUES (?, ?)", what, ref);
  }
}
