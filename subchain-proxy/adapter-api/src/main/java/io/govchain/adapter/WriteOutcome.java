package io.govchain.adapter;

/** What became of a write. There is no "timed out": an unknown outcome is no outcome yet. */
public sealed interface WriteOutcome {

  /** Evidence in the adapter's own format, opaque to the host. */
  String evidence();

  /**
   * The write took effect.
   *
   * @param transactionHash the chain's transaction
   * @param block where it is
   * @param evidence proof of inclusion
   */
  record Succeeded(String transactionHash, long block, String evidence) implements WriteOutcome {}

  /** The write never took effect and never will. */
  sealed interface Failed extends WriteOutcome {

    /** Why. */
    Reason reason();
  }

  /**
   * Refused in a dry run: nothing was signed or broadcast.
   *
   * @param reason why
   * @param evidence the refused call and the block it was tried at
   */
  record Refused(Reason reason, String evidence) implements Failed {}

  /**
   * On the chain without effect.
   *
   * @param transactionHash the chain's transaction
   * @param block where it is
   * @param reason why
   * @param evidence proof of inclusion with its failed status
   */
  record Reverted(String transactionHash, long block, Reason reason, String evidence)
      implements Failed {}
}
