package io.govchain.amdp;

/** Stable error codes of the protocol. Their spelling never changes; new ones may be added. */
public enum AmdpError implements WireName {
  /** Not the JSON form of an envelope, or a part is not canonical base64url. */
  ENVELOPE_MALFORMED("envelope-malformed"),
  /** Larger than {@link Envelope#MAX_BYTES}. */
  ENVELOPE_TOO_LARGE("envelope-too-large"),
  /** The protected header asks for anything but the one allowed algorithm and type. */
  ALGORITHM_REFUSED("algorithm-refused"),
  /**
   * The payload is not a message: a member is missing, unknown, of a wrong type or out of range.
   */
  MESSAGE_MALFORMED("message-malformed"),
  /** A sound message of a type that this receiver does not take. */
  MESSAGE_TYPE_REFUSED("message-type-refused"),
  /** The signature does not belong to these bytes and this key. */
  SIGNATURE_INVALID("signature-invalid"),
  /** The key in {@code kid} or in the credential is not the one registered for the sender. */
  KEY_MISMATCH("key-mismatch"),
  /** Nobody of that path is registered. */
  SENDER_UNKNOWN("sender-unknown"),
  /** The sender, its account or its institution is suspended, frozen or revoked. */
  SENDER_NOT_ACTIVE("sender-not-active"),
  /** Addressed to somebody else. */
  AUDIENCE_MISMATCH("audience-mismatch"),
  /** Past its {@code expires} by governance block time. */
  ENVELOPE_EXPIRED("envelope-expired"),
  /** Issued too far ahead of governance block time. */
  ENVELOPE_NOT_YET_VALID("envelope-not-yet-valid"),
  /** The very envelope that was received before. */
  ENVELOPE_DUPLICATE("envelope-duplicate"),
  /** Another envelope under a message id that was used before. */
  MESSAGE_ID_REUSED("message-id-reused"),
  /** An earlier message of the same lane has not arrived yet. */
  SEQUENCE_GAP("sequence-gap"),
  /** Another message has this sequence number. */
  SEQUENCE_REUSED("sequence-reused"),
  /** {@code previous} is not the digest of the lane's previous message. */
  PREVIOUS_MISMATCH("previous-mismatch"),
  /**
   * {@code inReplyTo} is not the digest of a request that was sent to this sender in this
   * transaction.
   */
  REPLY_MISMATCH("reply-mismatch"),
  /** The message's transaction is not the one of the call that it carries. */
  TRANSACTION_MISMATCH("transaction-mismatch"),
  /** The pipeline has other attributes than the sender believes. */
  CONSTRAINT_MISMATCH("constraint-mismatch"),
  /** No such pipeline. */
  PIPELINE_UNKNOWN("pipeline-unknown"),
  /** The pipeline is requested, suspended, frozen, closed or past its validity. */
  PIPELINE_NOT_ACTIVE("pipeline-not-active"),
  /** The calling application is not the one that the pipeline names. */
  APPLICATION_NOT_IN_PIPELINE("application-not-in-pipeline"),
  /** The contract, the function or its kind is not what the pipeline allows on that side. */
  FUNCTION_NOT_IN_PIPELINE("function-not-in-pipeline"),
  /** A disclosure is malformed, missing, or its digest is not the plan's. */
  ARGUMENTS_MISMATCH("arguments-mismatch"),
  /** The plan breaks a rule: number of steps, deadline, more than one source institution. */
  PLAN_INVALID("plan-invalid"),
  /** The application used the request id for another call. */
  REQUEST_CONFLICT("request-conflict"),
  /** An evidence string whose digest is not the announced one. */
  EVIDENCE_MISMATCH("evidence-mismatch"),
  /** Not a sealed text of this protocol. */
  SEALED_MALFORMED("sealed-malformed"),
  /** Sealed for another receiver, sender, transaction, step or purpose, or altered. */
  SEALED_REFUSED("sealed-refused");

  private final String wire;

  AmdpError(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
