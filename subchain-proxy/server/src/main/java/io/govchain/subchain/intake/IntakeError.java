package io.govchain.subchain.intake;

import io.govchain.amdp.WireName;

/** Stable codes of this proxy's own refusals; the rest are {@link io.govchain.amdp.AmdpError}s. */
public enum IntakeError implements WireName {
  /** The TLS client certificate is not the one registered for the application. */
  CERTIFICATE_MISMATCH("certificate-mismatch"),
  /** The application's subchain is served by another proxy. */
  APPLICATION_ELSEWHERE("application-elsewhere"),
  /** This proxy is not registered, not active or not paired on the governance chain. */
  PROXY_NOT_ACTIVE("proxy-not-active"),
  /** The application's own request id stands for another call. */
  REQUEST_CONFLICT("request-conflict"),
  /** The application handed in too many calls in a second, or too many go through one pipeline. */
  RATE_LIMITED("rate-limited"),
  /** Too many of the application's calls have not ended. */
  TOO_MANY_UNFINISHED("too-many-unfinished"),
  /** The arguments do not fit the function's signature. */
  ARGUMENTS_INVALID("arguments-invalid"),
  /** The contract at the end of the pipeline is suspended or retired. */
  CONTRACT_NOT_ACTIVE("contract-not-active"),
  /** Something that the pipeline leads through is not in order any more. */
  PIPELINE_OUT_OF_ORDER("pipeline-out-of-order"),
  /** The pipeline's limit leaves fewer calls in the present window than the plan has steps. */
  LIMIT_REACHED("limit-reached"),
  /** The institution may open no transactions until a work order restores its credit. */
  INSTITUTION_RESTRICTED("institution-restricted"),
  /** A subchain is verified otherwise now than when the pipeline was agreed. */
  TRUST_CHANGED("trust-changed"),
  /** A read where blocks are verified by their seals, which prove no state. */
  READ_UNVERIFIABLE("read-unverifiable");

  private final String wire;

  IntakeError(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
