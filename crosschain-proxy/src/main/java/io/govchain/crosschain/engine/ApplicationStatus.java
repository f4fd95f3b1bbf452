package io.govchain.crosschain.engine;

import java.util.Locale;

/** The words in which a transaction's state is shown to applications. */
public enum ApplicationStatus {
  Received,
  Opening,
  Executing,
  Verifying,
  Compensating,
  Settled,
  Compensated,
  Escalated,
  Resolved,
  Rejected;

  /** As it stands in messages: lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
