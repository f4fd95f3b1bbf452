package io.govchain.governance;

/**
 * A member of the consortium.
 *
 * @param id keccak-256 of the code
 * @param documentDigest digest of the papers it applied with
 * @param attributes free text (usually JSON) it applied with
 * @param did its unified identity, {@code did:govchain:<chainId>:<code>}
 * @param contact the address that may request its first accounts
 */
public record Institution(
    String id,
    String code,
    String name,
    Category category,
    Status status,
    String documentDigest,
    String attributes,
    String did,
    String contact,
    long admittedAt) {

  /** What kind of member it is; only genesis institutions vote. */
  public enum Category implements Worded {
    NONE,
    GENESIS,
    GOVERNANCE,
    AUDIT
  }

  /** Where its membership stands. */
  public enum Status implements Worded {
    NONE,
    ACTIVE,
    SUSPENDED,
    EXPELLED,
    WITHDRAWN
  }

  /** Whether it may act at all now. */
  public boolean active() {
    return status == Status.ACTIVE;
  }
}
