package io.govchain.adapter;

import java.util.Optional;

/**
 * What a gateway is told about a request.
 *
 * @param id of the request
 * @param outcome one of the final ones
 * @param transaction the governed transaction, 0x hex; empty exactly for {@code EXPIRED}
 * @param value what a read returned, when there is such a thing
 * @param reason why it did not succeed, for people; empty where it did
 * @param callbackGas as the request has it
 */
public record GatewayAnswer(
    String id,
    GatewayStatus outcome,
    Optional<String> transaction,
    Optional<Returned> value,
    String reason,
    long callbackGas) {

  /**
   * What a function returned.
   *
   * @param function its registered signature, with its results
   * @param valueJson text of a JSON array, one element per result
   */
  public record Returned(String function, String valueJson) {}

  /** Leaves the value out: it is business data and does not belong into a log. */
  @Override
  public String toString() {
    return "GatewayAnswer[id=%s, outcome=%s, transaction=%s, reason=%s]"
        .formatted(id, outcome, transaction, reason);
  }
}
