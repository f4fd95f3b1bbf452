package io.govchain.governance;

/**
 * A business chain of an institution.
 *
 * @param id keccak-256 of the path
 * @param kind the adapter's name, for example {@code evm}
 * @param service id of its subchain proxy
 * @param trustAnchors what evidence of this chain is verified against
 */
public record Subchain(
    String id,
    String path,
    String institution,
    String kind,
    long chainId,
    String service,
    TrustAnchors trustAnchors,
    Status status) {

  /** How evidence is verified. */
  public enum Rule implements Worded {
    NONE,
    NODE_AGREEMENT,
    QBFT_SEALS
  }

  /** Where a subchain, application or business contract stands. */
  public enum Status implements Worded {
    NONE,
    ACTIVE,
    SUSPENDED,
    RETIRED,
    FROZEN
  }

  /** What governance can freeze. */
  public enum Item implements Worded {
    NONE,
    SUBCHAIN,
    APPLICATION,
    CONTRACT
  }

  /**
   * What evidence was verified against from a block time on, until the next version.
   *
   * @param since seconds
   * @param trust hash of the rule and the registered bytes, by which a pipeline names what it was
   *     agreed with
   */
  public record Anchored(long since, TrustAnchors trustAnchors, String trust) {}

  /** The part of the path after the institution's code. */
  public String code() {
    return Paths.localCode(path);
  }

  /** Whether the record itself is active. */
  public boolean active() {
    return status == Status.ACTIVE;
  }
}
