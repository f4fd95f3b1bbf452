package io.govchain.subchain.journal;

import java.util.List;

/**
 * A call as it was accepted and as it stands.
 *
 * @param transaction transaction id
 * @param envelopeDigest digest of the exact envelope bytes
 * @param application path of the application
 * @param request the application's own request id
 * @param envelope the exact envelope text
 * @param arguments one disclosure per step
 * @param receivedAt governance block time
 * @param deadline governance block time by which the transaction must be over
 * @param view what the application sees
 */
public record StoredCall(
    String transaction,
    String envelopeDigest,
    String application,
    String request,
    String envelope,
    List<String> arguments,
    long receivedAt,
    long deadline,
    CallView view) {

  /** Copies the disclosures. */
  public StoredCall {
    arguments = List.copyOf(arguments);
  }
}
