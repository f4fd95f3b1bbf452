package io.govchain.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * The same request again while what became of it is unknown. Once it is, no refusal makes it known:
 * the attempt without an answer may have been carried out all the same, and who took the refusal
 * for the outcome would have the same business done twice.
 */
record Repetition(int attempts, Duration pause) {
  Repetition {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts: expected at least 1, actual " + attempts);
    }
  }

  /** One attempt. */
  interface Attempt {
    JsonNode answer() throws ProxyUnreachableException;
  }

  JsonNode until(Attempt attempt) throws ProxyUnreachableException, InterruptedException {
    ProxyUnreachableException unknown = null;
    for (int i = 0; i < attempts; i++) {
      if (i > 0) {
        Thread.sleep(pause);
      }
      try {
        return attempt.answer();
      } catch (ProxyUnreachableException silent) {
        unknown = silent;
      } catch (ProxyRefusedException refused) {
        if (unknown == null) {
          throw refused;
        }
        unknown.addSuppressed(refused);
      }
    }
    throw told(unknown);
  }

  private static ProxyUnreachableException told(ProxyUnreachableException unknown) {
    Throwable[] refusals = unknown.getSuppressed();
    return refusals.length == 0
        ? unknown
        : new ProxyUnreachableException(
            "%s; a later attempt: %s, which says nothing of that one"
                .formatted(unknown.getMessage(), refusals[refusals.length - 1].getMessage()),
            unknown);
  }
}
