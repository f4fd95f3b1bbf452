package io.govchain.crosschain.journal;

import java.util.Optional;

/**
 * What proves a step or its compensation.
 *
 * @param digest SHA-256 of the evidence's UTF-8 bytes, 0x and 64 hex characters
 * @param evidence the exact text, opaque here
 * @param resultValue what a read returned, as JSON text; empty if nothing
 */
public record StoredEvidence(
    String transaction,
    int step,
    Action action,
    String digest,
    String evidence,
    String resultValue) {

  /** What was done to the step. */
  public enum Action {
    Execute,
    Compensate
  }

  /** What a read returned, as JSON text. */
  public Optional<String> value() {
    return resultValue.isEmpty() ? Optional.empty() : Optional.of(resultValue);
  }
}
