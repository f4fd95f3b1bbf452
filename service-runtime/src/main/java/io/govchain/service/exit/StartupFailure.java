package io.govchain.service.exit;

/** A service cannot start, for a reason that the operator can mend. The message is one line. */
public class StartupFailure extends RuntimeException {
  private final Exit exit;

  public StartupFailure(Exit exit, String message) {
    super(message);
    this.exit = exit;
  }

  public StartupFailure(Exit exit, String message, Throwable cause) {
    super(message, cause);
    this.exit = exit;
  }

  /** The code the process ends with. */
  public Exit exit() {
    return exit;
  }
}
