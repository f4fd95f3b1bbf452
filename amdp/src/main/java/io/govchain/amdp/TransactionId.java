package io.govchain.amdp;

import java.nio.charset.StandardCharsets;

/**
 * The id of a cross-chain transaction. It commits to the plan: the hash of the exact payload of the
 * application's call.
 */
public final class TransactionId {

  private static final byte[] DOMAIN =
      "govchain.transaction.v1\0".getBytes(StandardCharsets.US_ASCII);

  private TransactionId() {}

  /** 0x SHA-256 of the domain, a zero byte and the call's payload. */
  public static String of(Envelope call) {
    MessageType type = call.claimed().type();
    if (type != MessageType.CALL) {
      throw Shape.malformed("type", "call", type.wire());
    }
    return Hex.sha256(DOMAIN, call.payload());
  }
}
