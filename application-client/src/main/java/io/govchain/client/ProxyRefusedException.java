package io.govchain.client;

/**
 * The subchain proxy refused a request and began nothing of it, or is another than the one that is
 * pinned ({@code certificate-mismatch}: nothing was sent); {@link #code()} is stable and meant for
 * programs. It is no word on an earlier request, whose answer was lost.
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

  /** Whether the same request may be answered otherwise later, without anybody doing anything. */
  public boolean isPassing() {
    return status == 408 || status == 429 || status >= 500;
  }

  /** Stable error code of the problem details, for example {@code pipeline-unknown}. */
  public String code() {
    return code;
  }
}
