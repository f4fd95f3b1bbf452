package io.govchain.cli;

import io.govchain.client.ClientSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Which subchain proxy is spoken to, and with which certificate. */
final class ProxyOptions {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  @Option(names = "--proxy", required = true, paramLabel = "URL", description = "Subchain proxy.")
  private URI proxy;

  @Option(
      names = "--proxy-fingerprint",
      required = true,
      paramLabel = "HEX",
      description = "SHA-256 of the proxy's certificate (see: service show).")
  private String proxyFingerprint;

  @Option(
      names = "--certificate",
      required = true,
      paramLabel = "FILE",
      description = "The application's registered certificate.")
  private Path certificate;

  @Option(names = "--key", required = true, paramLabel = "FILE", description = "Its key.")
  private Path key;

  ClientSettings settings() {
    return new ClientSettings(proxy, proxyFingerprint, certificate, key, TIMEOUT);
  }
}
