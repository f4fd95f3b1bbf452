package io.govchain.testnet.consortium;

import io.govchain.contracts.ContractArtifacts;
import io.govchain.service.config.TlsFiles;
import io.govchain.service.tls.Fingerprint;
import io.govchain.service.tls.TlsCertificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** A proxy's directory: certificate, configuration, database, log. */
record ProxyFiles(Path directory, Fingerprint fingerprint) {
  private static final List<String> HOSTS = List.of("127.0.0.1", "localhost");

  static ProxyFiles create(Path directory, String path) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    TlsFiles tls = new TlsFiles(directory.resolve("tls.crt"), directory.resolve("tls.key"));
    return new ProxyFiles(directory, TlsCertificates.create(path, HOSTS, tls));
  }

  Path write(String yaml) {
    return write(config(), yaml);
  }

  /** Adds to the configuration that was written before. */
  void append(String yaml) {
    try {
      Files.writeString(config(), yaml, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file that the configuration names, with everything that SQLite keeps beside it. */
  void deleteDatabase() {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file :
          files.filter(file -> file.getFileName().toString().startsWith("proxy.db")).toList()) {
        if (Files.isRegularFile(file)) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path config() {
    return directory.resolve("config.yaml");
  }

  /** Lets the adapter say in words why this contract refused a call. */
  void writeAbi(String contract) {
    write(directory.resolve("abis").resolve(contract + ".json"), ContractArtifacts.abi(contract));
  }

  private static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
