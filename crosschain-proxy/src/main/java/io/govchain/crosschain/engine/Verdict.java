package io.govchain.crosschain.engine;

/** What a verifier says about the evidence of a step. */
public enum Verdict {
  None,
  Accepted,
  Disputed
}
