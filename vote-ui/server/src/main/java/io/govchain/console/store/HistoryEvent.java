package io.govchain.console.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * An event of the governance log.
 *
 * @param number increases within this console; never used twice
 * @param time of the block, seconds
 * @param by the account that sent the transaction
 * @param type name of the record in {@code GovernanceEvent}
 * @param data that record as JSON
 */
public record HistoryEvent(
    long number,
    long block,
    long time,
    String transactionHash,
    Optional<String> by,
    String type,
    List<Subject> subjects,
    JsonNode data) {

  /** Keeps its own copy of the list. */
  public HistoryEvent {
    subjects = List.copyOf(subjects);
  }
}
