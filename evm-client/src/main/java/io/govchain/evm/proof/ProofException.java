package io.govchain.evm.proof;

/** A proof does not hold; the message says what was expected, what came and where. */
public final class ProofException extends RuntimeException {
  ProofException(String message) {
    super(message);
  }

  ProofException(String message, Throwable cause) {
    super(message, cause);
  }
}
