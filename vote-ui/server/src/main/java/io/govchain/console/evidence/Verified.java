package io.govchain.console.evidence;

import java.util.List;
import java.util.Optional;

/**
 * What an examination found.
 *
 * @param sealedBy validators whose commit seals vouch for the block
 * @param confirmedBy nodes that have the block, or answer the call in the same way
 */
record Verified(
    Verdict verdict,
    List<Check> checks,
    Optional<List<String>> sealedBy,
    Optional<List<String>> confirmedBy) {
  Verified {
    checks = List.copyOf(checks);
  }

  /** Whether the evidence proves the step. */
  enum Verdict {
    PROVEN,
    NOT_PROVEN,
    /** Somebody who must be asked does not answer now. */
    CANNOT_TELL
  }
}
