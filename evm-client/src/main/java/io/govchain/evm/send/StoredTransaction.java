package io.govchain.evm.send;

/** A prepared transaction with what is known of its end. */
public record StoredTransaction(PreparedTransaction prepared, End end) {
  /** What is known of a transaction's end. */
  public sealed interface End {
    /** Not known yet. */
    record Unfinished() implements End {}

    /** A block holds it, with whatever status. */
    record Finished() implements End {}

    /** It can never take effect, and why. */
    record Abandoned(String reason) implements End {}
  }
}
