package io.govchain.cli;

import io.govchain.governance.WorkOrder;
import java.time.Instant;

/**
 * Why a work order cannot be carried out. The contract's error names its state by a number, and
 * says nothing of the votes that are missing.
 */
final class NotSucceeded {
  private NotSucceeded() {}

  /** Lets an order pass that has succeeded. */
  static void refuse(WorkOrder order) {
    switch (order.state()) {
      case SUCCEEDED, QUEUED -> {}
      case PENDING, ACTIVE -> throw refused(order, votesMissing(order));
      case DEFEATED -> throw refused(order, "it cannot get the votes any more, or ran out of time");
      case CANCELED -> throw refused(order, "its proposer took it back");
      case EXPIRED -> throw refused(order, "it was accepted, but not carried out in time");
      case EXECUTED -> throw refused(order, "it was carried out before");
    }
  }

  private static String votesMissing(WorkOrder order) {
    return "%d of the %d votes in favour that it needs (%s of %d seats); it is open for voting until %s"
        .formatted(
            order.forVotes(),
            order.votesNeeded(),
            order.policy().word(),
            order.seats(),
            Instant.ofEpochSecond(order.deadline()));
  }

  private static CommandFailure refused(WorkOrder order, String actual) {
    String state = order.state().word();
    return CommandFailure.refused(
        "work-order-" + state,
        "work order %s: expected one that has succeeded, actual %s: %s"
            .formatted(order.id(), state, actual));
  }
}
