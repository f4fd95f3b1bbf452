package io.govchain.service.tls;

import io.govchain.service.exit.Exit;
import io.govchain.service.exit.StartupFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;

/** A certificate and the private key that belongs to it, read from PEM files and checked. */
record PemIdentity(List<X509Certificate> chain, PrivateKey key) {
  private static final long MAX_FILE_BYTES = 64 * 1024;
  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  X509Certificate certificate() {
    return chain.getFirst();
  }

  /** Shows the certificates and proves the key in handshakes. */
  KeyManagerFactory keyManagers() {
    char[] none = new char[0];
    try {
      // Only in memory: PKCS #12 would encrypt, at thousands of rounds, what is written nowhere.
      KeyStore store = KeyStore.getInstance("JKS");
      store.load(null, null);
      store.setKeyEntry("identity", key, none, chain.toArray(Certificate[]::new));
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, none);
      return managers;
    } catch (GeneralSecurityException | IOException defect) {
      throw failure("the TLS identity cannot be used: " + defect.getMessage(), defect);
    }
  }

  static PemIdentity read(Path certificateFile, Path keyFile) {
    byte[] certificatePem = bytes(certificateFile, "TLS certificate");
    byte[] keyPem = bytes(keyFile, "TLS key");
    List<X509Certificate> chain = chain(certificateFile, certificatePem);
    PrivateKey key = key(keyFile, keyPem, chain.getFirst().getPublicKey().getAlgorithm());
    if (!belongTogether(chain.getFirst(), key)) {
      throw failure(
          "TLS key "
              + keyFile
              + ": expected the key of certificate "
              + certificateFile
              + ", actual another key",
          null);
    }
    return new PemIdentity(chain, key);
  }

  private static byte[] bytes(Path file, String what) {
    try {
      if (!Files.isRegularFile(file)) {
        throw failure(what + " " + file + ": expected a readable file, actual nothing there", null);
      }
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw failure(
            what
                + " "
                + file
                + ": expected at most "
                + MAX_FILE_BYTES
                + " bytes, actual "
                + Files.size(file),
            null);
      }
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw failure(
          what + " " + file + ": expected a readable file, actual " + unreadable, unreadable);
    }
  }

  private static List<X509Certificate> chain(Path file, byte[] pem) {
    try {
      List<X509Certificate> chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (chain.isEmpty()) {
        throw failure(
            "TLS certificate " + file + ": expected a PEM certificate, actual none", null);
      }
      return chain;
    } catch (GeneralSecurityException malformed) {
      throw failure(
          "TLS certificate "
              + file
              + ": expected a PEM certificate, actual "
              + malformed.getMessage(),
          malformed);
    }
  }

  private static PrivateKey key(Path file, byte[] pem, String algorithm) {
    Matcher matcher = PKCS8.matcher(new String(pem, StandardCharsets.US_ASCII));
    if (!matcher.find()) {
      throw failure(
          "TLS key "
              + file
              + ": expected an unencrypted PKCS#8 key (BEGIN PRIVATE KEY), actual none",
          null);
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(matcher.group(1));
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException | IllegalArgumentException malformed) {
      // The cause could quote key material; it is left out on purpose.
      throw failure(
          "TLS key " + file + ": expected a PKCS#8 " + algorithm + " key, actual an unreadable one",
          null);
    }
  }

  private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
    try {
      String algorithm =
          switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> key.getAlgorithm();
          };
      byte[] probe = "govchain".getBytes(StandardCharsets.US_ASCII);
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(key);
      signer.update(probe);
      byte[] signature = signer.sign();
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(certificate.getPublicKey());
      verifier.update(probe);
      return verifier.verify(signature);
    } catch (GeneralSecurityException different) {
      return false;
    }
  }

  private static StartupFailure failure(String message, Throwable cause) {
    return new StartupFailure(Exit.CONFIGURATION, message, cause);
  }
}
