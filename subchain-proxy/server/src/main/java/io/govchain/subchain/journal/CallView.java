package io.govchain.subchain.journal;

import io.govchain.amdp.CallStatus;
import java.util.Optional;

/**
 * What an application is told about its call.
 *
 * @param status where it stands
 * @param detail for people; empty text when there is nothing to say
 * @param stepsJson text of a JSON array, one object per step; empty before anything is known
 * @param issued when the message that it came from was issued; 0 before any came
 * @param sequence sequence of that message
 */
public record CallView(
    CallStatus status, String detail, String stepsJson, long issued, long sequence) {

  /** Nothing heard from the cross-chain proxy yet. */
  public static CallView received() {
    return new CallView(CallStatus.RECEIVED, "", "[]", 0, -1);
  }

  /** On the record already: whatever is heard of it, it is never rejected. */
  public static CallView takenBefore() {
    return new CallView(
        CallStatus.EXECUTING, "taken before; the record tells how it stands", "[]", 0, -1);
  }

  /**
   * The view after a message; empty when the message changes nothing because it is older than what
   * is known or would leave an end. A partner that lost its journal counts from 0 again, so the
   * time of issue comes first.
   */
  public Optional<CallView> after(CallView message) {
    boolean newer =
        message.issued() > issued || message.issued() == issued && message.sequence() > sequence;
    return newer && StatusOrder.allows(status, message.status())
        ? Optional.of(message)
        : Optional.empty();
  }

  /**
   * The view with a status learned otherwise than from a message; empty when the status may not
   * follow. Messages still count as before.
   */
  public Optional<CallView> with(CallStatus next, String why) {
    return next != status && StatusOrder.allows(status, next)
        ? Optional.of(new CallView(next, why, stepsJson, issued, sequence))
        : Optional.empty();
  }
}
