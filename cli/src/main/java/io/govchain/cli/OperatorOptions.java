package io.govchain.cli;

import io.govchain.client.ClientSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Which cross-chain proxy an operator speaks to, and with which certificate. */
final class OperatorOptions {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  @Option(
      names = "--proxy",
      required = true,
      paramLabel = "URL",
      description = "Cross-chain proxy.")
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
      description = "Certificate of one of the operators that the proxy's configuration names.")
  private Path certificate;

  @Option(names = "--key", required = true, paramLabel = "FILE", description = "Its key.")
  private Path key;

  ClientSettings settings() {
    return new ClientSettings(proxy, proxyFingerprint, certificate, key, TIMEOUT);
  }
}
