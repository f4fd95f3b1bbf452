package io.govchain.client;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * Where an application's subchain proxy is and how both prove who they are.
 *
 * @param proxy base address, {@code https://host:port}
 * @param proxyFingerprints SHA-256 of the proxy's certificate as registered in {@code Services};
 *     while it is being replaced, that of the new one and that of the one before
 * @param certificate PEM file; its fingerprint is registered with the application
 * @param key PEM file, PKCS#8, of the certificate
 * @param timeout for one request as a whole: connection, and the answer to its last byte
 */
public record ClientSettings(
    URI proxy, Set<String> proxyFingerprints, Path certificate, Path key, Duration timeout) {
  public ClientSettings {
    if (!"https".equals(proxy.getScheme())) {
      throw new IllegalArgumentException("proxy: expected https://host:port, actual " + proxy);
    }
    if (proxyFingerprints.isEmpty()) {
      throw new IllegalArgumentException("proxyFingerprints: expected at least one, actual none");
    }
    for (String fingerprint : proxyFingerprints) {
      if (!fingerprint.matches("0x[0-9a-f]{64}")) {
        throw new IllegalArgumentException(
            "proxyFingerprint: expected 0x and 64 lower-case hex digits, actual " + fingerprint);
      }
    }
    proxyFingerprints = Set.copyOf(proxyFingerprints);
  }

  /** Of a proxy that shows this certificate and no other. */
  public ClientSettings(
      URI proxy, String proxyFingerprint, Path certificate, Path key, Duration timeout) {
    this(proxy, Set.of(proxyFingerprint), certificate, key, timeout);
  }
}
