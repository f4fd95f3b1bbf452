package io.govchain.subchain.api;

import io.govchain.service.database.Database;
import io.govchain.service.http.EventFeed;
import io.govchain.service.http.ServerEvent;
import io.govchain.subchain.journal.CallEvent;
import io.govchain.subchain.journal.EventBell;
import io.govchain.subchain.journal.StatusOrder;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** The log of events from one position on, a page at a time. */
final class LogFeed implements EventFeed {

  /** Reads the page after a position. */
  @FunctionalInterface
  interface Reader {
    List<CallEvent> after(Handle handle, long position);
  }

  private final Database database;
  private final Supplier<EventBell.Ear> bell;
  private final Reader reader;
  private final boolean endsWithTransaction;
  private long position;
  private boolean over;

  LogFeed(
      Database database,
      Supplier<EventBell.Ear> bell,
      Reader reader,
      long position,
      boolean endsWithTransaction) {
    this.database = database;
    this.bell = bell;
    this.reader = reader;
    this.position = position;
    this.endsWithTransaction = endsWithTransaction;
    this.over = endsWithTransaction && position > 0 && isAfterTheEnd();
  }

  @Override
  public List<ServerEvent> next(Duration atMost) throws InterruptedException {
    List<CallEvent> page;
    try (EventBell.Ear ear = bell.get()) {
      page = page();
      if (page.isEmpty() && ear.await(atMost)) {
        page = page();
      }
    }
    if (!page.isEmpty()) {
      position = page.getLast().number();
      over = endsWithTransaction && StatusOrder.isEnd(page.getLast().status());
    }
    return page.stream().map(LogFeed::event).toList();
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public boolean over() {
    return over;
  }

  private List<CallEvent> page() {
    return database.read(handle -> reader.after(handle, position));
  }

  private boolean isAfterTheEnd() {
    List<CallEvent> all = database.read(handle -> reader.after(handle, 0));
    return !all.isEmpty()
        && StatusOrder.isEnd(all.getLast().status())
        && all.getLast().number() <= position;
  }

  private static ServerEvent event(CallEvent event) {
    return new ServerEvent(event.number(), "status", event.json().toString());
  }
}
