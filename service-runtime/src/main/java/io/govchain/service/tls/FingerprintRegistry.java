package io.govchain.service.tls;

import java.util.Set;

/**
 * The live answer to "whose certificate is this?". Asked for every request, never cached by the
 * caller, so that a certificate rotated or revoked on the governance chain counts at once, also on
 * connections that are already open. May block: it is only called on virtual threads.
 */
@FunctionalInterface
public interface FingerprintRegistry {
  /**
   * Everybody who registered this certificate and is active now; empty refuses the request.
   *
   * <p>More than one is possible, because anybody can register the fingerprint of a certificate
   * they saw. Holding the certificate proves none of these identities alone: a message's claimed
   * sender must be among them <em>and</em> have signed it.
   */
  Set<TlsPeer> identities(Fingerprint fingerprint);

  /**
   * The same for a caller who shows a credential that says whose the certificate is. Who does not
   * know credentials ignores it.
   *
   * @param credential as the caller sent it; bounded in length, nothing else is known of it
   */
  default Set<TlsPeer> identities(Fingerprint fingerprint, String credential) {
    return identities(fingerprint);
  }
}
