package io.govchain.governance;

import java.util.List;

/**
 * What a work order proposes: the calls it makes and its text. Both together determine its id.
 *
 * @param description free text; a repeated proposal of the same calls needs another one
 */
public record Proposal(List<ProposedCall> calls, String description) {

  /** Keeps its own copy of the list. */
  public Proposal {
    calls = List.copyOf(calls);
    if (calls.isEmpty()) {
      throw new IllegalArgumentException("calls of a work order: expected at least 1, was 0");
    }
  }
}
