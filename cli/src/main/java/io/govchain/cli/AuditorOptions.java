package io.govchain.cli;

import io.govchain.amdp.AuditorCredential;
import io.govchain.client.ClientSettings;
import io.govchain.evm.signing.KeystoreFile;
import io.govchain.evm.signing.Passwords;
import io.govchain.evm.signing.SigningKey;
import io.govchain.governance.Account;
import io.govchain.governance.GovernanceChain;
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
      requireAuditor(connection.chain(), key.address());
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

  /** The proxy knows no other account's certificate, and says no more than that. */
  private static void requireAuditor(GovernanceChain chain, String address) {
    if (chain
        .activeAccount(address)
        .filter(account -> account.role() == Account.Role.AUDITOR)
        .isEmpty()) {
      throw CommandFailure.refused(
          "role-refused",
          "--auditor-keystore: expected an active account with the role auditor, of an active institution, actual "
              + chain
                  .account(address)
                  .map(account -> told(chain, account))
                  .orElse(address + ", unregistered"));
    }
  }

  private static String told(GovernanceChain chain, Account account) {
    String institution =
        chain.institution(account.institution()).map(found -> found.status().word()).orElse("none");
    return "%s, role %s, %s, institution %s"
        .formatted(account.address(), account.role().word(), account.status().word(), institution);
  }
}
