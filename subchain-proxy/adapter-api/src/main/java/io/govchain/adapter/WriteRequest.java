package io.govchain.adapter;

import java.util.HexFormat;

/**
 * One write.
 *
 * @param reference idempotency key: the same reference is the same write for ever
 * @param tag bytes appended to the call so that the chain itself shows what it belongs to
 * @param contractAddress in the chain's notation
 * @param function registered signature
 * @param argumentsJson text of a JSON array
 */
public record WriteRequest(
    String reference, byte[] tag, String contractAddress, String function, String argumentsJson) {

  /** Copies the tag. */
  public WriteRequest {
    tag = tag.clone();
  }

  @Override
  public byte[] tag() {
    return tag.clone();
  }

  /** Leaves the arguments out: they are business data and do not belong into a log. */
  @Override
  public String toString() {
    return "WriteRequest[reference=%s, tag=%s, contractAddress=%s, function=%s]"
        .formatted(reference, HexFormat.of().formatHex(tag), contractAddress, function);
  }
}
