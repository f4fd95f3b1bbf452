package io.govchain.governance;

/**
 * What a genesis institution put on record about an application for membership.
 *
 * @param institution id of the reviewer's institution
 * @param reportDigest digest of the report, which itself stays with the members
 */
public record MembershipReview(
    String reviewer,
    String institution,
    Recommendation recommendation,
    String reportDigest,
    long reviewedAt) {

  /** What the reviewer advises the voters to do. */
  public enum Recommendation implements Worded {
    NONE,
    ADMIT,
    REJECT,
    ASK_FOR_MORE
  }
}
