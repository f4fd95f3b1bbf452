package io.govchain.service.exit;

/**
 * Exit codes of every Govchain service, so that a supervisor can tell what a person has to mend.
 */
public enum Exit {
  /** Ended on request. */
  OK(0),
  /** A defect in the program: the log has the stack trace. */
  INTERNAL(1),
  /** The configuration, a key or a certificate cannot be used. */
  CONFIGURATION(2),
  /** The database cannot be opened, migrated or written. */
  DATABASE(3),
  /** Another process listens on the port. */
  PORT_TAKEN(4);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
