package io.govchain.service.http;

import io.govchain.service.tls.Fingerprint;
import io.govchain.service.tls.TlsPeer;
import java.util.Optional;
import java.util.Set;

/**
 * Who sent a request.
 *
 * @param certificate that the request came with; empty on listeners that are open to anybody
 * @param name by which requests are counted: the certificate's fingerprint, or the address that an
 *     anonymous caller came from
 * @param identities everybody who registered the certificate
 */
public record Caller(Optional<Fingerprint> certificate, String name, Set<TlsPeer> identities) {

  /** The holder of a certificate. */
  public Caller(Fingerprint fingerprint, Set<TlsPeer> identities) {
    this(Optional.of(fingerprint), fingerprint.value(), identities);
  }

  /** Somebody of whom no more is known than where the request came from. */
  public static Caller anonymous(String address) {
    return new Caller(
        Optional.empty(), address, Set.of(new TlsPeer(TlsPeer.Role.ANONYMOUS, address)));
  }

  /** The certificate's; only callers of a mutually authenticated listener have one. */
  public Fingerprint fingerprint() {
    return certificate.orElseThrow(
        () -> new IllegalStateException("the caller at " + name + " showed no certificate"));
  }

  /** Whether the certificate is registered for this service or application. */
  public boolean is(TlsPeer.Role role, String path) {
    return identities.contains(new TlsPeer(role, path));
  }

  public boolean hasRole(TlsPeer.Role role) {
    return identities.stream().anyMatch(identity -> identity.role() == role);
  }
}
