package io.govchain.subchain.journal;

import io.govchain.amdp.Envelope;
import io.govchain.amdp.PlanStep;
import io.govchain.amdp.SignedCall;
import java.nio.charset.StandardCharsets;
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
 * @param pipelines paths of the pipelines that it uses
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
    List<String> pipelines,
    long receivedAt,
    long deadline,
    CallView view) {

  /** Copies the lists. */
  public StoredCall {
    arguments = List.copyOf(arguments);
    pipelines = List.copyOf(pipelines);
  }

  /** What was planned. */
  public List<PlanStep> plan() {
    return signed().steps();
  }

  /** What the application signed. */
  public SignedCall signed() {
    return SignedCall.of(Envelope.parse(envelope.getBytes(StandardCharsets.UTF_8)));
  }
}
