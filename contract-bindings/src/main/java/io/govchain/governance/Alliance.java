package io.govchain.governance;

import java.util.Optional;

/**
 * Institutions and subchains grouped for a scenario.
 *
 * @param id keccak-256 of the path
 * @param path {@code institution/code}, the institution being its founder
 * @param lead id of the institution that leads it
 * @param foundedAt seconds
 * @param origin id of the alliance that it was split from
 * @param mergedInto id of the alliance that took it in
 */
public record Alliance(
    String id,
    String path,
    String name,
    String scenario,
    String lead,
    Status status,
    long foundedAt,
    Optional<String> origin,
    Optional<String> mergedInto,
    long members,
    long subchains) {

  /** Where the alliance stands. */
  public enum Status implements Worded {
    NONE,
    ACTIVE,
    MERGED,
    DISSOLVED
  }

  /** What a member may do. */
  public enum Role implements Worded {
    NONE,
    LEAD,
    STEWARD,
    MEMBER,
    OBSERVER
  }

  /** What an institution outside and the alliance have said so far. */
  public enum Consent implements Worded {
    NONE,
    INVITED,
    REQUESTED
  }

  /** What members carry by majority. */
  public enum Motion implements Worded {
    NONE,
    EXCLUDE,
    REPLACE,
    DISSOLVE
  }

  /**
   * An institution's membership.
   *
   * @param joinedAt seconds
   */
  public record Member(String institution, Role role, long joinedAt) {}

  /** How many members support a motion, and how many have to. */
  public record Tally(long inFavour, long needed) {}
}
