package io.govchain.subchain.journal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.amdp.AmdpError;
import io.govchain.amdp.CallStatus;

/**
 * One change of a call's status.
 *
 * @param number place in the log
 * @param transaction transaction id
 * @param application path of the application
 * @param request the application's own request id
 * @param status since then
 * @param detail why, as the status message had it; empty text when there is nothing to say
 * @param at governance block time
 */
public record CallEvent(
    long number,
    String transaction,
    String application,
    String request,
    CallStatus status,
    String detail,
    long at) {
  /** How a detail begins that tells of another call under the same request id. */
  private static final String USED_REQUEST = AmdpError.REQUEST_CONFLICT.wire() + ":";

  /** What applications are shown of it, wherever they meet it. */
  public ObjectNode json() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("event", number)
            .put("transaction", transaction)
            .put("application", application)
            .put("request", request)
            .put("status", status.wire())
            .put("text", text())
            .put("at", at);
    if (!detail.isEmpty()) {
      json.put("detail", detail);
    }
    return json;
  }

  private String text() {
    return status == CallStatus.REJECTED && detail.startsWith(USED_REQUEST)
        ? "This call was never opened, because its request id belongs to another call of yours, of"
            + " which the detail tells: look at that one before you call again. This is the end."
        : text(status);
  }

  /** The change in words. */
  static String text(CallStatus status) {
    return switch (status) {
      case RECEIVED -> "The call is on the proxy's disk and is handed on.";
      case OPENING ->
          "The transaction is being recorded on the governance chain, or was a moment ago: its steps"
              + " may be running.";
      case EXECUTING -> "The transaction is open; its steps are being executed.";
      case VERIFYING -> "All steps succeeded; the other side checks the evidence.";
      case COMPENSATING ->
          "A step failed or was disputed, or the deadline passed; what was done is being undone.";
      case SETTLED -> "Every step succeeded and was verified. This is the end.";
      case COMPENSATED ->
          "Every step failed, was never started or is undone, as the party that runs it recorded."
              + " This is the end.";
      case ESCALATED -> "It could not be undone automatically; people decide how it ends.";
      case RESOLVED -> "People have decided how it ends. This is the end.";
      case REJECTED -> "It was never opened; nothing happened anywhere. This is the end.";
    };
  }
}
