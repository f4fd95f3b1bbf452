package io.govchain.client;

/**
 * The subchain proxy refused a request and began nothing of it, or is another than the one that is
 * pinned ({@code certificate-mismatch}: nothing was sent); {@link #code()} is stable and meant for
 * programs.
 */
public final class ProxyRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  ProxyRefusedException(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** HTTP status of the refusal; 0 where the connection was given up before any. */
  public int status() {
    return status;
  }

  /** Stable error code of the problem details, for example {@code pipeline-unknown}. */
  public String code() {
    return code;
  }
}
