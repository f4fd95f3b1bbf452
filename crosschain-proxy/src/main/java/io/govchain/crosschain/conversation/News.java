package io.govchain.crosschain.conversation;

import io.govchain.crosschain.engine.ApplicationStatus;
import io.govchain.crosschain.engine.Effect;
import io.govchain.crosschain.journal.PendingMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a transaction stands, for its application: of several views only the newest is told.
 *
 * @param others messages that are no news
 * @param newest the newest view, if there is one
 */
record News(List<PendingMessage> others, Optional<PendingMessage> newest) {
  static News in(List<PendingMessage> decided) {
    List<PendingMessage> others = new ArrayList<>();
    Optional<PendingMessage> newest = Optional.empty();
    for (PendingMessage message : decided) {
      if (message.effect() instanceof Effect.NotifyApplication) {
        newest = Optional.of(message);
      } else {
        others.add(message);
      }
    }
    return new News(List.copyOf(others), newest);
  }

  /** Whether somebody waits for it: it has come to an end, or leaves the ordinary way to one. */
  boolean isUrgent() {
    return newest
        .map(message -> ((Effect.NotifyApplication) message.effect()).view().status())
        .filter(News::isUrgent)
        .isPresent();
  }

  private static boolean isUrgent(ApplicationStatus status) {
    return switch (status) {
      case Received, Opening, Executing, Verifying -> false;
      case Settled, Compensating, Compensated, Escalated, Resolved, Rejected -> true;
    };
  }

  /** All that is to be said, in the order in which it was decided. */
  List<PendingMessage> withNewest() {
    List<PendingMessage> all = new ArrayList<>(others);
    newest.ifPresent(all::add);
    return all;
  }
}
