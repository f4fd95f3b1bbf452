package io.govchain.console.store;

import java.time.Duration;
import java.util.List;

/** What changed, in order, for those who watch. */
public interface ChangeFeed {

  /** One change; {@code id} is what a reader resumes after. Several may share an id. */
  sealed interface Change {

    /** Increases; never used twice. */
    long id();
  }

  /** A block was taken in. */
  record BlockIndexed(long id, long number, long time) implements Change {}

  /** An event of such a block. */
  record EventRecorded(long id, HistoryEvent event) implements Change {}

  /** An alert was opened, closed or acknowledged. */
  record AlertChanged(long id, Alerts.Alert alert) implements Change {}

  /** Everything above this block is void. */
  record Reorganised(long id, long lastCommonBlock) implements Change {}

  /** The id of the newest change. */
  long latest();

  /**
   * The next changes after this id, complete for each id that occurs; waits at most so long for the
   * first. An id so old that it is forgotten goes on with the oldest that is known.
   */
  List<Change> next(long after, int atMost, Duration wait) throws InterruptedException;
}
