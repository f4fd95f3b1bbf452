package io.govchain.governance;

/**
 * An account of an institution with its one role.
 *
 * @param institution id of the institution it belongs to
 * @param publicKey secp256k1 point X||Y (64 bytes) whose address is {@code address}
 * @param activatedAt 0 until activated
 */
public record Account(
    String address,
    String institution,
    Role role,
    Status status,
    String publicKey,
    long activatedAt) {

  /** What an account may do; the ordinal is also the AccessManager role id. */
  public enum Role implements Worded {
    NONE,
    GOVERNOR,
    OPERATOR,
    CROSS_CHAIN,
    AUDITOR
  }

  /** Where the account stands. */
  public enum Status implements Worded {
    NONE,
    REQUESTED,
    ACTIVE,
    FROZEN,
    REVOKED,
    ROTATED
  }

  /** Whether the account itself is active; its institution must be active as well for it to act. */
  public boolean active() {
    return status == Status.ACTIVE;
  }
}
