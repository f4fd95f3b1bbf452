package io.govchain.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One change of a transaction's status, as the proxy's log has it.
 *
 * @param number place in the log; events are told in this order, and resumed after it
 * @param transaction transaction id
 * @param application path of the application
 * @param request the application's own request id
 * @param status since then
 * @param text the change in words
 * @param detail why; empty text when there is nothing to say
 * @param at governance block time, unix seconds
 */
public record TransactionEvent(
    long number,
    String transaction,
    String application,
    String request,
    String status,
    String text,
    String detail,
    long at) {

  static TransactionEvent of(JsonNode json) {
    return new TransactionEvent(
        json.path("event").asLong(),
        json.path("transaction").asText(),
        json.path("application").asText(),
        json.path("request").asText(),
        json.path("status").asText(),
        json.path("text").asText(),
        json.path("detail").asText(),
        json.path("at").asLong());
  }

  /** Whether the transaction never changes again. */
  public boolean isEnd() {
    return GovchainClient.FINAL_STATUSES.contains(status);
  }

  boolean needsNoMoreWaiting() {
    return isEnd() || status.equals("escalated");
  }
}
