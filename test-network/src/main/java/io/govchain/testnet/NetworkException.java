package io.govchain.testnet;

/**
 * A test network that cannot do what was asked. The message says what was expected, what was found,
 * and what to do about it.
 */
public final class NetworkException extends RuntimeException {
  private final NetworkError error;

  public NetworkException(NetworkError error, String message) {
    super(error.code() + ": " + message);
    this.error = error;
  }

  public NetworkException(NetworkError error, String message, Throwable cause) {
    super(error.code() + ": " + message, cause);
    this.error = error;
  }

  /** The stable error code. */
  public NetworkError error() {
    return error;
  }
}
