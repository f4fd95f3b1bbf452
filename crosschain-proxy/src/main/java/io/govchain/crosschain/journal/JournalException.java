package io.govchain.crosschain.journal;

/** The journal holds something that this program cannot understand. */
public final class JournalException extends RuntimeException {
  private final String code;

  JournalException(String code, String message, Throwable cause) {
    super(message + " (" + code + ")", cause);
    this.code = code;
  }

  /** Stable, kebab-case. */
  public String code() {
    return code;
  }
}
