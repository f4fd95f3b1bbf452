package io.govchain.cli;

import io.govchain.amdp.AuditorCredential;
import io.govchain.client.ClientSettings;
import io.govchain.evm.signing.KeystoreFile;
import io.govchain.evm.signing.Passwords;
import io.govchain.evm.signing.SigningKey;
import io.govchain.governance.Service;
import io.govchain.service.config.TlsFiles;
import io.govchain.service.keys.Signers;
import io.govchain.service.tls.Fingerprint;
import io.govchain.service.tls.TlsCertificates;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which cross-chain proxy an auditor speaks to, and with which account. */
final class AuditorOptions {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final long VALID_SECONDS = 300;

  @Option(
      names = "--service",
      required = true,
      paramLabel = "PATH",
      description =
          "The party's cross-chain proxy; where it is and its certificate are registered.")
  private String service;

  @Option(
      names = "--rpc",
      paramLabel = "URL",
      description = "A governance node's JSON-RPC address (or GOVCHAIN_RPC).")
  private Optional<URI> rpc = Optional.empty();

  @Option(
      names = "--auditor-keystore",
      required = true,
      paramLabel = "FILE",
      description = "Encrypted key of an active auditor's account.")
  private Path keystore;

  @Option(
      names = "--auditor-password-file",
      required = true,
      paramLabel = "FILE",
      description = "Its first line is the password.")
  private Path passwordFile;

  /**
   * Not a default value of the option: an option that always has a value would make a group of
   * options that nobody asked for.
   */
  private URI node() {
    return rpc.or(
            () ->
                Optional.ofNullable(System.getenv("GOVCHAIN_RPC"))
                    .filter(set -> !set.isBlank())
                    .map(URI::create))
        .orElseThrow(() -> CommandFailure.usage("expected --rpc or GOVCHAIN_RPC, actual neither"));
  }

  /**
   * What an auditor shows.
   *
   * @param credential that vouches for the certificate in the settings
   */
  record Access(ClientSettings settings, String credential) {}

  /**
   * Makes a certificate for this one use, for which the account vouches.
   *
   * @param folder where its files go
   */
  Access open(Path folder) {
    URI node = node();
    SigningKey key = KeystoreFile.open(keystore, Passwords.fromFile(passwordFile));
    TlsFiles files = new TlsFiles(folder.resolve("tls.crt"), folder.resolve("tls.key"));
    Fingerprint certificate = TlsCertificates.create("auditor", List.of(), files);
    try (GovernanceConnection connection = GovernanceConnection.open(node)) {
      Service proxy =
          connection
              .chain()
              .activeService(service)
              .orElseThrow(() -> CommandFailure.usage("--service: no active service " + service));
      long now = connection.chain().blockTime();
      AuditorCredential credential =
          new AuditorCredential(
              key.address(), certificate.value(), proxy.path(), now + VALID_SECONDS);
      return new Access(
          new ClientSettings(
              URI.create(proxy.endpoint()),
              connection.chain().serviceCertificates(proxy.id()).at(now),
              files.certificate(),
              files.key(),
              TIMEOUT),
          credential.sign(Signers.of(key)));
    }
  }
}
