package io.govchain.subchain.journal;

import java.util.Optional;

/**
 * An execution as it was asked for and what came of it.
 *
 * @param key its name
 * @param attempt counts from 1; more than 1 only where an earlier attempt to undo had no effect
 * @param content digest of what is to be done: the same name never stands for anything else
 * @param requestDigest digest of the envelope that the outcome answers
 * @param request that envelope's text
 * @param outcome text of the envelope that answered, once there is one
 */
public record StoredExecution(
    ExecutionKey key,
    int attempt,
    String content,
    String requestDigest,
    String request,
    Optional<String> outcome) {

  /** The next attempt at the same. */
  public StoredExecution next() {
    return new StoredExecution(key, attempt + 1, content, requestDigest, request, Optional.empty());
  }

  /** The same with the envelope that answered it. */
  public StoredExecution withOutcome(String envelope) {
    return new StoredExecution(
        key, attempt, content, requestDigest, request, Optional.of(envelope));
  }

  /** Whether it has an outcome. */
  public boolean finished() {
    return outcome.isPresent();
  }

  /** The adapter's idempotency key: every attempt is a write of its own. */
  public String reference() {
    return reference(attempt);
  }

  /** The key of an attempt, counted from 1. */
  public String reference(int number) {
    return number == 1 ? key.reference() : key.reference() + "/" + number;
  }
}
