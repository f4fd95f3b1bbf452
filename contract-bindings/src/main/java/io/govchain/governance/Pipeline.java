package io.govchain.governance;

/**
 * An agreement of two institutions on what may be called between two of their subchains.
 *
 * @param id keccak-256 of the path
 * @param number its short name in step descriptors, counted from 1
 * @param validFrom 0 until authorised
 * @param constraintHash what every AMDP packet of the pipeline must carry; zero until authorised
 */
public record Pipeline(
    String id,
    String path,
    long number,
    PipelineSide source,
    PipelineSide target,
    Status status,
    long validFrom,
    long validUntil,
    String constraintHash) {

  /** Where the pipeline stands. */
  public enum Status implements Worded {
    NONE,
    REQUESTED,
    ACTIVE,
    SUSPENDED,
    FROZEN,
    CLOSED
  }

  /** The part of the path after the institution's code. */
  public String code() {
    return Paths.localCode(path);
  }

  /** The given end. */
  public PipelineSide side(Side side) {
    return side == Side.SOURCE ? source : target;
  }

  /**
   * Whether the pipeline itself is active and within its validity; its institutions must be active
   * as well.
   */
  public boolean usableAt(long blockTime) {
    return status == Status.ACTIVE && blockTime >= validFrom && blockTime <= validUntil;
  }
}
