package io.govchain.service.config;

/**
 * Where a listener is bound.
 *
 * @param port 0 lets the system choose a free one
 */
public record ListenAddress(@Default("127.0.0.1") String host, int port) {
  public ListenAddress {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("a port from 0 to 65535");
    }
  }
}
