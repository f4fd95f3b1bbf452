package io.govchain.amdp.check;

import io.govchain.amdp.MessageType;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a receiver knows when it judges a message.
 *
 * @param blockTime governance block time, unix seconds: the only clock
 * @param audience path of the receiver
 * @param types types that it takes
 * @param sender what is registered for the path in {@code from}; empty when nothing is
 * @param pipeline what is registered for the message's pipeline; empty when nothing is
 * @param seenDigest digest of the envelope stored under the message's id; empty when the id is new
 * @param lane where the message's lane stands; empty for a receiver that does not need order
 * @param replyKnown whether {@code inReplyTo} is the digest of a request that was sent to this
 *     sender in this transaction
 */
public record MessageFacts(
    long blockTime,
    String audience,
    Set<MessageType> types,
    Optional<Sender> sender,
    Optional<PipelineState> pipeline,
    Optional<String> seenDigest,
    Optional<Lane> lane,
    boolean replyKnown) {

  public MessageFacts {
    types = Set.copyOf(types);
  }

  /**
   * A registered sender.
   *
   * @param publicKey its registered key: 64 bytes
   * @param active whether it, its account and its institution are active now
   */
  public record Sender(byte[] publicKey, boolean active) {

    public Sender {
      publicKey = publicKey.clone();
    }

    @Override
    public byte[] publicKey() {
      return publicKey.clone();
    }
  }

  /**
   * A registered pipeline.
   *
   * @param constraint its constraint hash
   * @param usable whether it is active and within its validity now
   */
  public record PipelineState(String constraint, boolean usable) {}

  /**
   * The messages received so far from this sender in this transaction.
   *
   * @param next sequence number that comes next
   * @param previous digest of the last one; empty before the first
   */
  public record Lane(long next, Optional<String> previous) {}

  /** Facts of a receiver that takes these types; nothing else is known yet. */
  public static MessageFacts of(
      long blockTime, String audience, MessageType first, MessageType... others) {
    return new MessageFacts(
        blockTime,
        audience,
        EnumSet.of(first, others),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  /** With the registered sender. */
  public MessageFacts sender(byte[] publicKey, boolean active) {
    return new MessageFacts(
        blockTime,
        audience,
        types,
        Optional.of(new Sender(publicKey, active)),
        pipeline,
        seenDigest,
        lane,
        replyKnown);
  }

  /** With the registered pipeline. */
  public MessageFacts pipeline(String constraint, boolean usable) {
    return new MessageFacts(
        blockTime,
        audience,
        types,
        sender,
        Optional.of(new PipelineState(constraint, usable)),
        seenDigest,
        lane,
        replyKnown);
  }

  /** With the digest of the envelope that is stored under the message's id, if any. */
  public MessageFacts seen(Optional<String> digest) {
    return new MessageFacts(blockTime, audience, types, sender, pipeline, digest, lane, replyKnown);
  }

  /** With the state of the lane. */
  public MessageFacts lane(long next, Optional<String> previous) {
    return new MessageFacts(
        blockTime,
        audience,
        types,
        sender,
        pipeline,
        seenDigest,
        Optional.of(new Lane(next, previous)),
        replyKnown);
  }

  /** With the knowledge whether the request that it answers was sent. */
  public MessageFacts replyKnown(boolean known) {
    return new MessageFacts(blockTime, audience, types, sender, pipeline, seenDigest, lane, known);
  }
}
