package io.govchain.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** What somebody who waits for a transaction's end has been told of it so far. */
final class Looks {
  /** A proxy that stops, starts or has too much to do is not asked ten times a second. */
  static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);

  private final String transaction;
  private JsonNode last;
  private ProxyUnreachableException silence;
  private boolean ended;
  private boolean turnedAway;

  Looks(String transaction) {
    this.transaction = transaction;
  }

  /** Looks once; false where nothing was told. */
  boolean look(Repetition.Attempt asking) {
    try {
      last = asking.answer();
      String status = last.path("status").asText();
      ended = GovchainClient.FINAL_STATUSES.contains(status) || status.equals("escalated");
      return true;
    } catch (ProxyUnreachableException silent) {
      silence = silent;
    } catch (ProxyRefusedException refused) {
      silence = untold(refused);
      turnedAway = isLasting(refused);
    }
    return false;
  }

  /** Whether looking again is of no use: it has ended, or nobody will tell. */
  boolean areOver() {
    return ended || turnedAway;
  }

  /**
   * What was told last.
   *
   * @throws ProxyUnreachableException where nothing was, or nothing will be any more
   */
  JsonNode last() throws ProxyUnreachableException {
    if (last == null || turnedAway) {
      throw silence;
    }
    return last;
  }

  /**
   * The proxy does not take the caller for the transaction's, or is another than the pinned one.
   * That it does not know the transaction passes as well: it says so after it lost its disk, until
   * it is handed the call again.
   */
  private static boolean isLasting(ProxyRefusedException refused) {
    return !refused.isPassing() && refused.status() != 404;
  }

  private ProxyUnreachableException untold(ProxyRefusedException refused) {
    return new ProxyUnreachableException(
        "what became of transaction %s is unknown: %s".formatted(transaction, refused.getMessage()),
        refused);
  }
}
