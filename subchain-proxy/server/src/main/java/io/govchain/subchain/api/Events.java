package io.govchain.subchain.api;

import io.govchain.service.database.Database;
import io.govchain.service.http.Caller;
import io.govchain.service.http.EventFeed;
import io.govchain.service.http.Problem;
import io.govchain.service.http.ProblemException;
import io.govchain.service.http.Request;
import io.govchain.service.tls.TlsPeer;
import io.govchain.subchain.journal.CallEvent;
import io.govchain.subchain.journal.CallEvents;
import io.govchain.subchain.journal.Calls;
import io.govchain.subchain.journal.EventBell;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * {@code GET /v1/events} and {@code GET /v1/transactions/{id}/events}: the log of status changes as
 * server-sent events, from where the reader stopped. An application sees its own calls only.
 */
public final class Events {

  private final Database database;
  private final EventBell bell;

  /** Streams the log in this database; the bell tells when it grew. */
  public Events(Database database, EventBell bell) {
    this.database = database;
    this.bell = bell;
  }

  /** Everything that the caller may see; from now on unless it says from where. */
  public EventFeed all(Request request) {
    long newest = database.read(CallEvents::newest);
    long after = after(request).map(given -> known(given, newest)).orElse(newest);
    Caller caller = request.caller();
    return new LogFeed(database, () -> ear(caller), reader(caller), after, false);
  }

  /** One transaction; from its beginning unless the caller says from where, to its end. */
  public EventFeed ofTransaction(Request request) {
    String id = request.path().get("id");
    if (database
        .read(handle -> Calls.byTransaction(handle, id))
        .filter(call -> Transactions.maySee(request.caller(), call.application()))
        .isEmpty()) {
      throw new ProblemException(Transactions.unknown(id));
    }
    long newest = database.read(CallEvents::newest);
    long after = after(request).map(given -> known(given, newest)).orElse(0L);
    return new LogFeed(
        database,
        () -> bell.toTransaction(id),
        (handle, position) -> CallEvents.ofTransactionAfter(handle, id, position),
        after,
        true);
  }

  /** A reader that resumes knows better than the address it was first given. */
  private static Optional<Long> after(Request request) {
    return Optional.ofNullable(request.headers().get("last-event-id"))
        .or(() -> request.queryValue("after"))
        .map(Long::parseLong);
  }

  /** A number beyond the log is of another log: waiting for it would lose what comes before. */
  private static long known(long given, long newest) {
    if (given > newest) {
      throw new ProblemException(
          Problem.of("event-unknown", 409, "this log has no such event")
              .expected("at most " + newest)
              .actual(Long.toString(given)));
    }
    return given;
  }

  private EventBell.Ear ear(Caller caller) {
    return caller.hasRole(TlsPeer.Role.OPERATOR)
        ? bell.toAll()
        : bell.toApplications(Transactions.visible(caller));
  }

  private static LogFeed.Reader reader(Caller caller) {
    if (caller.hasRole(TlsPeer.Role.OPERATOR)) {
      return CallEvents::after;
    }
    List<String> applications = Transactions.visible(caller);
    return (handle, position) -> merged(handle, applications, position);
  }

  /** One certificate may be registered for several applications. */
  private static List<CallEvent> merged(Handle handle, List<String> applications, long after) {
    return applications.stream()
        .flatMap(path -> CallEvents.ofApplicationAfter(handle, path, after).stream())
        .sorted(Comparator.comparingLong(CallEvent::number))
        .limit(CallEvents.PAGE)
        .toList();
  }
}
