package io.govchain.console.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.console.store.ChangeFeed;
import io.govchain.console.store.ChangeFeed.Change;
import io.govchain.console.store.ConsoleJson;
import io.govchain.console.store.Queries;
import io.govchain.service.http.EventFeed;
import io.govchain.service.http.EventSource;
import io.govchain.service.http.Request;
import io.govchain.service.http.ServerEvent;
import java.time.Duration;
import java.util.List;

/** Tells browsers what changes; nothing is kept for them, the store is asked. */
final class EventFeeds implements EventSource {
  private static final int MOST_AT_ONCE = 200;

  private final Queries queries;
  private final Pulse pulse;
  private final long stalledSeconds;

  /**
   * @param stalledSeconds of standstill from which on readers are told of it
   */
  EventFeeds(Queries queries, Pulse pulse, long stalledSeconds) {
    this.queries = queries;
    this.pulse = pulse;
    this.stalledSeconds = stalledSeconds;
  }

  /** A position that this store never gave is of another store: the reader begins anew. */
  @Override
  public EventFeed open(Request request) {
    long latest = queries.changes().latest();
    String told = request.headers().get("last-event-id");
    long after = told == null ? latest : Math.min(Long.parseLong(told), latest);
    return new Feed(after);
  }

  private final class Feed implements EventFeed {
    private long position;
    private long toldStalled;

    Feed(long position) {
      this.position = position;
    }

    @Override
    public List<ServerEvent> next(Duration atMost) throws InterruptedException {
      List<Change> changes = queries.changes().next(position, MOST_AT_ONCE, atMost);
      if (!changes.isEmpty()) {
        position = changes.getLast().id();
        return changes.stream().map(EventFeeds::event).toList();
      }
      return stalled();
    }

    private List<ServerEvent> stalled() {
      long seconds = pulse.stalledSeconds();
      boolean tell = seconds >= stalledSeconds && seconds >= toldStalled + stalledSeconds;
      if (seconds < stalledSeconds) {
        toldStalled = 0;
      }
      if (!tell) {
        return List.of();
      }
      toldStalled = seconds;
      ObjectNode data = ConsoleJson.mapper().createObjectNode().put("seconds", seconds);
      return List.of(new ServerEvent(position, "stalled", data.toString()));
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public boolean over() {
      return false;
    }
  }

  private static ServerEvent event(Change change) {
    return switch (change) {
      case ChangeFeed.BlockIndexed block ->
          new ServerEvent(
              block.id(),
              "block",
              ConsoleJson.mapper()
                  .createObjectNode()
                  .put("number", block.number())
                  .put("time", block.time())
                  .toString());
      case ChangeFeed.EventRecorded recorded ->
          new ServerEvent(recorded.id(), "event", line(Answers.tree(recorded.event())));
      case ChangeFeed.AlertChanged changed ->
          new ServerEvent(changed.id(), "alert", line(Answers.tree(changed.alert())));
      case ChangeFeed.Reorganised reorganised ->
          new ServerEvent(
              reorganised.id(),
              "reorganised",
              ConsoleJson.mapper()
                  .createObjectNode()
                  .put("lastCommonBlock", reorganised.lastCommonBlock())
                  .toString());
    };
  }

  /** JSON escapes every line break in texts. */
  private static String line(JsonNode json) {
    return json.toString();
  }
}
