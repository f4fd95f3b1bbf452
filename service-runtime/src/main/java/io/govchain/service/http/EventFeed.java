package io.govchain.service.http;

import java.time.Duration;
import java.util.List;

/** What one stream of events has to tell. Used by one thread at a time. */
public interface EventFeed {
  /**
   * The next events in order, as many as fit into memory easily. Nothing is asked for before the
   * reader took what came before, so that a feed that reads from disk needs no buffer.
   *
   * @param atMost how long to wait for the first; empty when there was none
   */
  List<ServerEvent> next(Duration atMost) throws InterruptedException;

  /** Id after which this goes on; a reader that saw no event yet resumes from here. */
  long position();

  /** Whether nothing can follow any more. */
  boolean over();
}
