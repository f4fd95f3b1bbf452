package io.govchain.client;

import java.io.IOException;

/**
 * No answer came, so what became of the request is unknown: send the same call again (it is
 * idempotent) or ask for the transaction, never assume that it failed.
 */
public final class ProxyUnreachableException extends IOException {
  private static final long serialVersionUID = 1L;

  ProxyUnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
