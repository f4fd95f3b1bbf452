package io.govchain.adapter;

/** What a read gave. */
public sealed interface ReadOutcome {

  /** Evidence in the adapter's own format, opaque to the host. */
  String evidence();

  /**
   * The contract answered.
   *
   * @param valueJson text of a JSON array, one element per result
   * @param block the block that was read at
   * @param evidence enough to repeat the read at that block
   */
  record Value(String valueJson, long block, String evidence) implements ReadOutcome {}

  /**
   * The contract refused.
   *
   * @param reason why
   * @param evidence the refused call and its block
   */
  record Refused(Reason reason, String evidence) implements ReadOutcome {}
}
