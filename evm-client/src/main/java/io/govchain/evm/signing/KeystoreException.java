package io.govchain.evm.signing;

/** A keystore or password file cannot be used; the message says which and why, never the secret. */
public final class KeystoreException extends RuntimeException {
  KeystoreException(String message) {
    super(message);
  }

  KeystoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
