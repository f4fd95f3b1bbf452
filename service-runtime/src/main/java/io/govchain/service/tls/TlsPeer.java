package io.govchain.service.tls;

/**
 * Who a certificate belongs to.
 *
 * @param path registered path of a service or application; a name for an operator
 */
public record TlsPeer(Role role, String path) {
  /** What the registry knows the certificate as. */
  public enum Role {
    SERVICE,
    APPLICATION,
    OPERATOR
  }
}
