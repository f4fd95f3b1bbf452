package io.govchain.client;

import java.io.IOException;

/**
 * No answer came, or one after which the request may still be carried out ({@code handler-timeout},
 * {@code internal-error} and whatever else fails at the other side), so what became of the request
 * is unknown: send the same call again (it is idempotent) or ask for the transaction, never assume
 * that it failed, and never sign the same business anew before that is known.
 */
public final class ProxyUnreachableException extends IOException {
  private static final long serialVersionUID = 1L;

  ProxyUnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
