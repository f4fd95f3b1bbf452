package io.govchain.subchain.journal;

import io.govchain.amdp.CallStatus;

/**
 * Which status may follow which. Messages may be lost, so stages can be skipped; an end is never
 * left (invariant I3), nothing returns from compensation to execution, and only a call that was
 * never opened is rejected.
 */
public final class StatusOrder {

  private StatusOrder() {}

  /** Whether the status is never left again. */
  public static boolean isEnd(CallStatus status) {
    return switch (status) {
      case SETTLED, COMPENSATED, RESOLVED, REJECTED -> true;
      case RECEIVED, OPENING, EXECUTING, VERIFYING, COMPENSATING, ESCALATED -> false;
    };
  }

  /** Whether a later message may move a call from one status to the other. */
  public static boolean allows(CallStatus from, CallStatus to) {
    if (from == to) {
      return true;
    }
    return switch (from) {
      case SETTLED, COMPENSATED, RESOLVED, REJECTED -> false;
      case RECEIVED -> true;
      case OPENING -> to != CallStatus.RECEIVED;
      case EXECUTING, VERIFYING ->
          to != CallStatus.RECEIVED && to != CallStatus.OPENING && to != CallStatus.REJECTED;
      case COMPENSATING ->
          to == CallStatus.COMPENSATED || to == CallStatus.ESCALATED || to == CallStatus.RESOLVED;
      case ESCALATED -> to == CallStatus.COMPENSATED || to == CallStatus.RESOLVED;
    };
  }
}
