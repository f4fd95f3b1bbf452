package io.govchain.cli;

import io.govchain.amdp.crypto.CryptoSuite;
import io.govchain.amdp.crypto.PossessionKey;
import io.govchain.amdp.crypto.PossessionSuite;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.signing.KeystoreFile;
import io.govchain.evm.signing.Passwords;
import io.govchain.evm.signing.SigningKey;
import io.govchain.governance.ProtocolKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** Protocol keys in files: PKCS#8 for the suites that chains do not know, a keystore else. */
final class ProtocolKeyFile {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";
  private static final long LONGEST = 64 * 1024;

  private ProtocolKeyFile() {}

  /** A public key and its signature of what proves possession, both in hex. */
  record Proven(String publicKey, String proof) {}

  /** Where the key to be registered is. */
  static final class Source {
    @Option(
        names = "--key-file",
        paramLabel = "FILE",
        description = "PKCS#8 key of suite sm, cnsa or pq (account key new).")
    private Path file;

    @Option(
        names = "--account-keystore",
        paramLabel = "FILE",
        description = "Encrypted key of suite secp256k1 (keys new).")
    private Path keystore;

    @Option(
        names = "--account-password-file",
        paramLabel = "FILE",
        description = "Its first line is the password.")
    private Path passwordFile;

    Proven prove(ProtocolKey.Suite suite, Function<String, byte[]> digestFor) {
      if (suite == ProtocolKey.Suite.SECP256K1) {
        return proveOnChain(digestFor);
      }
      if (file == null) {
        throw CommandFailure.usage("--key-file: expected the key of suite " + suite.word());
      }
      PossessionKey key = algorithms(suite).decode(read(file));
      String publicKey = Hex.of(key.publicKey());
      byte[] proof = key.sign(digestFor.apply(publicKey), new SecureRandom());
      return new Proven(publicKey, Hex.of(proof));
    }

    private Proven proveOnChain(Function<String, byte[]> digestFor) {
      if (keystore == null || passwordFile == null) {
        throw CommandFailure.usage(
            "--account-keystore, --account-password-file: expected the secp256k1 key");
      }
      SigningKey key = KeystoreFile.open(keystore, Passwords.fromFile(passwordFile));
      String publicKey = Hex.of(key.publicKey());
      byte[] proof = key.signDigest(digestFor.apply(publicKey)).withRecovery();
      return new Proven(publicKey, Hex.of(proof));
    }
  }

  /** The algorithms of a suite whose proofs the chain cannot check. */
  static PossessionSuite algorithms(ProtocolKey.Suite suite) {
    return switch (suite) {
      case SM -> PossessionSuite.SM;
      case CNSA -> PossessionSuite.CNSA;
      case PQ -> PossessionSuite.PQ;
      case SECP256K1, NONE ->
          throw CommandFailure.usage("suite: expected sm, cnsa or pq, actual " + suite.word());
    };
  }

  /** Whether the proof is the key's own signature of the digest. */
  static boolean verifies(ProtocolKey key, byte[] digest, String proof) {
    byte[] publicKey = Hex.bytes(key.publicKey());
    if (key.suite() == ProtocolKey.Suite.SECP256K1) {
      // The chain has checked the recovery byte already.
      byte[] signature = Arrays.copyOf(Hex.bytes(proof), CryptoSuite.SECP256K1.signatureLength());
      return CryptoSuite.SECP256K1.verify(publicKey, digest, signature);
    }
    return algorithms(key.suite()).verify(publicKey, digest, Hex.bytes(proof));
  }

  static void write(Path file, PossessionKey key) {
    String text =
        BEGIN
            + "\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.encoded())
            + "\n"
            + END
            + "\n";
    try {
      Path parent = file.toAbsolutePath().getParent();
      Files.createDirectories(parent);
      if (Files.getFileStore(parent).supportsFileAttributeView("posix")) {
        // Created with its permissions, so that it is never readable by others for a moment.
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text, StandardCharsets.US_ASCII);
      } else {
        Files.writeString(file, text, StandardCharsets.US_ASCII, StandardOpenOption.CREATE_NEW);
      }
    } catch (IOException e) {
      throw CommandFailure.usage(
          "--key-file: expected a file that can be created, actual " + file + ": " + e);
    }
  }

  private static byte[] read(Path file) {
    try {
      if (Files.size(file) > LONGEST) {
        throw CommandFailure.usage(
            "--key-file: expected at most %d bytes, actual %d"
                .formatted(LONGEST, Files.size(file)));
      }
      String text = Files.readString(file, StandardCharsets.US_ASCII);
      int begin = text.indexOf(BEGIN);
      int end = text.indexOf(END);
      if (begin < 0 || end < begin) {
        throw CommandFailure.usage("--key-file: expected a PKCS#8 key in PEM, actual " + file);
      }
      return Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
    } catch (IOException e) {
      throw CommandFailure.usage(
          "--key-file: expected a readable file, actual " + Unreadable.why(file, e));
    }
  }
}
