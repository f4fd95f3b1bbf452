package io.govchain.governance;

import java.math.BigInteger;
import java.util.Optional;

/**
 * Shared data on the ledger.
 *
 * @param id keccak-256 of the path
 * @param path {@code institution/code}
 * @param version counts descriptions from 1
 * @param registeredAt seconds
 * @param describedAt seconds
 */
public record DataSet(
    String id,
    String path,
    String institution,
    Description description,
    Sensitivity sensitivity,
    Status status,
    int version,
    long registeredAt,
    long describedAt,
    long grants,
    long uses) {

  /** How much harm a leak would do. */
  public enum Sensitivity implements Worded {
    NONE,
    GENERAL,
    IMPORTANT,
    CORE
  }

  /** Where the data set stands. */
  public enum Status implements Worded {
    NONE,
    ACTIVE,
    SUSPENDED,
    FROZEN,
    RETIRED
  }

  /** Where a grant stands. */
  public enum GrantStatus implements Worded {
    NONE,
    REQUESTED,
    ACTIVE,
    REVOKED
  }

  /**
   * What the owner says of the data.
   *
   * @param kind a code such as {@code table}
   * @param volume bytes
   * @param value in the unit that the users have agreed on
   */
  public record Description(
      String name, String kind, String digest, BigInteger volume, BigInteger value) {}

  /**
   * A permission to use the data.
   *
   * @param byOrder whether a work order approved it
   * @param until its last second
   * @param purpose digest of what was agreed on
   * @param uses over all grants to the institution
   */
  public record Grant(
      String dataSet,
      String institution,
      GrantStatus status,
      boolean byOrder,
      long requestedAt,
      long until,
      String purpose,
      long uses) {}

  /**
   * One use.
   *
   * @param version of the data set's description
   * @param digest of what was used
   * @param transaction the cross-chain transaction in which it was
   */
  public record Use(
      String institution,
      String account,
      long at,
      int version,
      String digest,
      Optional<String> transaction) {}

  /** What an institution has given and taken. */
  public record Totals(long dataSets, long grantsGiven, long usesGiven, long usesTaken) {}
}
