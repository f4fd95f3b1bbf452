package io.govchain.amdp;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * All of a message but its id, sender, credential and data. The caller, who keeps the journal,
 * supplies its place in its lane.
 *
 * @see Message
 */
public record MessageDraft(
    String to,
    Optional<String> transaction,
    String pipeline,
    String constraint,
    OptionalInt step,
    long sequence,
    Optional<String> previous,
    long issued,
    long expires,
    Optional<String> inReplyTo) {

  /** A draft for a receiver; at least {@link #pipeline} and {@link #valid} must follow. */
  public static MessageDraft to(String receiver) {
    return new MessageDraft(
        receiver,
        Optional.empty(),
        "",
        "",
        OptionalInt.empty(),
        0,
        Optional.empty(),
        0,
        0,
        Optional.empty());
  }

  /** The transaction it belongs to. */
  public MessageDraft transaction(String id) {
    return new MessageDraft(
        to,
        Optional.of(id),
        pipeline,
        constraint,
        step,
        sequence,
        previous,
        issued,
        expires,
        inReplyTo);
  }

  /** The pipeline and its constraint hash. */
  public MessageDraft pipeline(String path, String constraintHash) {
    return new MessageDraft(
        to,
        transaction,
        path,
        constraintHash,
        step,
        sequence,
        previous,
        issued,
        expires,
        inReplyTo);
  }

  /** The step it is about. */
  public MessageDraft step(int number) {
    return new MessageDraft(
        to,
        transaction,
        pipeline,
        constraint,
        OptionalInt.of(number),
        sequence,
        previous,
        issued,
        expires,
        inReplyTo);
  }

  /**
   * Its number in the lane to this receiver in this transaction, and the digest of the one before.
   */
  public MessageDraft place(long number, Optional<String> previousDigest) {
    return new MessageDraft(
        to,
        transaction,
        pipeline,
        constraint,
        step,
        number,
        previousDigest,
        issued,
        expires,
        inReplyTo);
  }

  /** Governance block times, unix seconds. */
  public MessageDraft valid(long from, long until) {
    return new MessageDraft(
        to, transaction, pipeline, constraint, step, sequence, previous, from, until, inReplyTo);
  }

  /** Digest of the request that it answers. */
  public MessageDraft inReplyTo(String requestDigest) {
    return new MessageDraft(
        to,
        transaction,
        pipeline,
        constraint,
        step,
        sequence,
        previous,
        issued,
        expires,
        Optional.of(requestDigest));
  }
}
