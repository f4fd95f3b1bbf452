package io.govchain.service.tls;

/**
 * Who a certificate belongs to.
 *
 * @param path registered path of a service or application; a name for an operator, the account of
 *     an auditor
 */
public record TlsPeer(Role role, String path) {
  /** What the registry knows the certificate as; {@code ANONYMOUS} where none is asked for. */
  public enum Role {
    SERVICE,
    APPLICATION,
    OPERATOR,
    AUDITOR,
    ANONYMOUS
  }
}
