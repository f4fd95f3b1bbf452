package io.govchain.governance;

/** A request to become an institution, decided by a work order. */
public record MembershipApplication(
    String id,
    String code,
    String name,
    Institution.Category category,
    String documentDigest,
    String attributes,
    String applicant,
    long appliedAt,
    Status status) {

  /** Where the application stands. */
  public enum Status implements Worded {
    NONE,
    PENDING,
    ADMITTED,
    WITHDRAWN,
    REJECTED
  }
}
