package io.govchain.governance;

/**
 * What answered is not the governance chain that this program was made for: no contracts at the
 * fixed addresses, or contracts that are newer than this program.
 */
public final class GovernanceMismatchException extends RuntimeException {

  GovernanceMismatchException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Stable name of this kind of failure. */
  public String code() {
    return "governance-mismatch";
  }
}
