package io.govchain.governance;

/**
 * A version of an agreement of two institutions on what may be called between two of their
 * subchains.
 *
 * @param id keccak-256 of the path
 * @param number names this version in step descriptors, counted from 1 over all pipelines; an
 *     amendment gets another
 * @param validFrom 0 until agreed
 * @param constraintHash what every AMDP packet of the version must carry; zero until agreed
 * @param sourceTrust hash of the rule and trust anchors that the source subchain's evidence was
 *     agreed to be verified by; zero until agreed
 * @param targetTrust the same of the target subchain
 */
public record Pipeline(
    String id,
    String path,
    long number,
    PipelineSide source,
    PipelineSide target,
    Status status,
    long validFrom,
    Terms terms,
    String constraintHash,
    String sourceTrust,
    String targetTrust) {

  /** Where the version stands. */
  public enum Status implements Worded {
    NONE,
    REQUESTED,
    ACTIVE,
    SUSPENDED,
    FROZEN,
    CLOSED,
    SUPERSEDED
  }

  /**
   * What both sides agree on besides the ends.
   *
   * @param validUntil seconds
   * @param callsPerWindow steps of opened transactions in one window; 0 for any number
   * @param windowSeconds 0 exactly where there is no limit
   */
  public record Terms(
      long validUntil, DataClass dataClass, long callsPerWindow, long windowSeconds) {

    /** General data without a limit. */
    public static Terms until(long validUntil) {
      return new Terms(validUntil, DataClass.GENERAL, 0, 0);
    }

    /** Whether the calls of a window are counted. */
    public boolean limited() {
      return callsPerWindow > 0;
    }
  }

  /**
   * That a version got a status.
   *
   * @param time seconds
   * @param by the account that did it; of a work order the contract {@code WorkOrders}
   */
  public record Change(long time, Status status, long number, String by) {}

  /** The part of the path after the institution's code. */
  public String code() {
    return Paths.localCode(path);
  }

  /** The given end. */
  public PipelineSide side(Side side) {
    return side == Side.SOURCE ? source : target;
  }

  /** Hash of what the evidence of the given end's subchain was agreed to be verified by. */
  public String trust(Side side) {
    return side == Side.SOURCE ? sourceTrust : targetTrust;
  }

  /**
   * Whether the version itself is active and not past its validity; its institutions must be active
   * as well. It is active from the block on that made it so, of which a reader may not know yet.
   */
  public boolean usableAt(long blockTime) {
    return status == Status.ACTIVE && blockTime <= terms.validUntil();
  }

  /** The same version, agreed on while its subchains are verified by these. */
  Pipeline trusting(String source, String target) {
    return new Pipeline(
        id,
        path,
        number,
        this.source,
        this.target,
        status,
        validFrom,
        terms,
        constraintHash,
        source,
        target);
  }

  /**
   * The constraint hash computed from everything that was agreed, as the contract computes it: who
   * has the record need not believe the hash.
   */
  public String constraintOn(long chainId) {
    return PipelineConstraint.hash(chainId, this);
  }
}
