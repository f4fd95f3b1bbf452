package io.govchain.client;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where an application's subchain proxy is and how both prove who they are.
 *
 * @param proxy base address, {@code https://host:port}
 * @param proxyFingerprint SHA-256 of the proxy's certificate as registered in {@code Services}
 * @param certificate PEM file; its fingerprint is registered with the application
 * @param key PEM file, PKCS#8, of the certificate
 * @param timeout for one request as a whole: connection, and the answer to its last byte
 */
public record ClientSettings(
    URI proxy, String proxyFingerprint, Path certificate, Path key, Duration timeout) {
  public ClientSettings {
    if (!"https".equals(proxy.getScheme())) {
      throw new IllegalArgumentException("proxy: expected https://host:port, actual " + proxy);
    }
    if (!proxyFingerprint.matches("0x[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "proxyFingerprint: expected 0x and 64 lower-case hex digits, actual " + proxyFingerprint);
    }
  }
}
