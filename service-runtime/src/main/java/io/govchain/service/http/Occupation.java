package io.govchain.service.http;

import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;

/**
 * What a request takes of the service's room. It is given back once the request was answered and
 * nothing works on it any more: a handler that was too slow for an answer goes on, with its thread
 * and the request's body, and who could have another begun for it at once would fill the memory.
 */
final class Occupation {
  private static final String KEY = "govchain.occupation";

  private final List<Runnable> releases = new ArrayList<>();
  private int users = 1;

  private Occupation() {}

  /** Of this request, which uses it itself until it is answered or its caller has gone. */
  static Occupation of(RoutingContext routing) {
    Occupation known = routing.get(KEY);
    if (known != null) {
      return known;
    }
    Occupation occupation = new Occupation();
    routing.put(KEY, occupation);
    routing.addEndHandler(ended -> occupation.leave());
    return occupation;
  }

  /**
   * Has this done at the end.
   *
   * @param release what was taken before
   */
  synchronized void atTheEnd(Runnable release) {
    releases.add(release);
  }

  /** Work on the request begins; it ends with {@link #leave}. */
  synchronized void enter() {
    users++;
  }

  void leave() {
    List<Runnable> due;
    synchronized (this) {
      users--;
      due = users == 0 ? List.copyOf(releases) : List.of();
    }
    due.forEach(Runnable::run);
  }
}
