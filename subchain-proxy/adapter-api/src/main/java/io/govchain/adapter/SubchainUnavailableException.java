package io.govchain.adapter;

/** The subchain does not answer. Nothing was prepared or changed: the request may be made again. */
public final class SubchainUnavailableException extends RuntimeException {

  /**
   * @param message which chain, where, and what happened
   * @param cause the failure underneath
   */
  public SubchainUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
