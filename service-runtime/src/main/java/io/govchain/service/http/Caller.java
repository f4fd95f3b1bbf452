package io.govchain.service.http;

import io.govchain.service.tls.Fingerprint;
import io.govchain.service.tls.TlsPeer;
import java.util.Set;

/**
 * Who sent a request: the certificate it came with and everybody who registered that certificate.
 */
public record Caller(Fingerprint fingerprint, Set<TlsPeer> identities) {
  /** Whether the certificate is registered for this service or application. */
  public boolean is(TlsPeer.Role role, String path) {
    return identities.contains(new TlsPeer(role, path));
  }

  public boolean hasRole(TlsPeer.Role role) {
    return identities.stream().anyMatch(identity -> identity.role() == role);
  }
}
