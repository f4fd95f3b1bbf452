package io.govchain.governance;

/**
 * A node of the governance chain.
 *
 * @param id keccak-256 of the 64-byte public key
 * @param validator last 20 bytes of the id
 */
public record Node(
    String id,
    String institution,
    String validator,
    Kind kind,
    Status status,
    String publicKey,
    String endpoint) {

  /** Genesis and governance nodes validate blocks; audit nodes only follow. */
  public enum Kind implements Worded {
    NONE,
    GENESIS,
    GOVERNANCE,
    AUDIT
  }

  /** Where the node stands. */
  public enum Status implements Worded {
    NONE,
    REQUESTED,
    ADMITTED,
    REMOVED
  }
}
