package io.govchain.cli;

import io.govchain.evm.encoding.Hex;
import io.govchain.evm.signing.KeystoreFile;
import io.govchain.evm.signing.Passwords;
import io.govchain.evm.signing.SigningKey;
import io.govchain.service.config.TlsFiles;
import io.govchain.service.tls.Fingerprint;
import io.govchain.service.tls.TlsCertificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keys and certificates on this machine. */
@Command(
    name = "keys",
    description = "Make and show keys and certificates on this machine.",
    subcommands = {KeysCommand.New.class, KeysCommand.Show.class, KeysCommand.Certificate.class})
final class KeysCommand extends NounCommand {

  private static Map<String, String> describe(SigningKey key, Path file) {
    Map<String, String> view = new LinkedHashMap<>();
    view.put("address", key.address());
    view.put("publicKey", Hex.of(key.publicKey()));
    view.put("keystore", file.toString());
    return view;
  }

  @Command(
      name = "new",
      description = "Make a key and store it encrypted (Web3 keystore, version 3).",
      footer = {
        "",
        "Example:",
        "  govchain keys new --keystore governor.json --password-file governor.password"
      })
  static final class New extends GovchainCommand {
    @Option(
        names = "--keystore",
        required = true,
        paramLabel = "FILE",
        description = "Where the encrypted key goes; must not exist yet.")
    private Path keystore;

    @Option(
        names = "--password-file",
        required = true,
        paramLabel = "FILE",
        description = "Its first line is the password; only its owner should be able to read it.")
    private Path passwordFile;

    @Override
    void run(Output out) {
      if (Files.exists(keystore)) {
        throw CommandFailure.usage(
            "--keystore: expected a file that does not exist yet, actual " + keystore);
      }
      SigningKey key =
          KeystoreFile.create(
              keystore, Passwords.fromFile(passwordFile), KeystoreFile.Strength.STANDARD);
      out.record(describe(key, keystore));
    }
  }

  @Command(
      name = "show",
      description = "Show a key's address and public key, never the key.",
      footer = {
        "",
        "Example:",
        "  govchain keys show --keystore governor.json --password-file governor.password"
      })
  static final class Show extends GovchainCommand {
    @Mixin private SigningKeyOptions key;

    @Override
    void run(Output out) {
      out.record(describe(key.open(), key.keystore()));
    }
  }

  @Command(
      name = "certificate",
      description = {
        "Make a self-signed TLS certificate (P-256) and its key.",
        "Its fingerprint is what you register; nobody else has to sign it."
      },
      footer = {
        "",
        "Example:",
        "  govchain keys certificate --name registry/crosschain-proxy --directory tls"
      })
  static final class Certificate extends GovchainCommand {
    @Option(names = "--name", required = true, description = "Whose certificate it is.")
    private String name;

    @Option(names = "--directory", required = true, description = "Where tls.crt and tls.key go.")
    private Path directory;

    @Option(
        names = "--host",
        paramLabel = "HOST",
        description = "A host name or address to write into it, for clients that look. Repeatable.")
    private List<String> hosts = List.of();

    @Override
    void run(Output out) {
      Path certificate = directory.resolve("tls.crt");
      Path key = directory.resolve("tls.key");
      if (Files.exists(key)) {
        throw CommandFailure.usage("expected no key at " + key + " yet, actual: it exists");
      }
      Fingerprint fingerprint = TlsCertificates.create(name, hosts, new TlsFiles(certificate, key));
      Map<String, String> view = new LinkedHashMap<>();
      view.put("fingerprint", fingerprint.value());
      view.put("certificate", certificate.toString());
      view.put("key", key.toString());
      out.record(view);
    }
  }
}
