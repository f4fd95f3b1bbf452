package io.govchain.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Mutually authenticated TLS in which the server is known by the SHA-256 fingerprint that its
 * institution registered on the governance chain.
 *
 * <p>Names and certificate authorities play no part on purpose: the registry is the only authority,
 * so a certificate that somebody else issued for the same host name proves nothing here.
 */
final class PinnedTls {
  private PinnedTls() {}

  /**
   * @param certificate PEM file with the client's certificate
   * @param key PEM file with its PKCS#8 EC private key, not encrypted
   * @param serverFingerprints lower-case hex SHA-256 of the DER certificates, with 0x, of which the
   *     server must show one
   */
  static SSLContext context(Path certificate, Path key, Set<String> serverFingerprints)
      throws IOException {
    try {
      X509Certificate own = certificate(certificate);
      // Only in memory: PKCS #12 would encrypt, at thousands of rounds, what is written nowhere.
      KeyStore store = KeyStore.getInstance("JKS");
      store.load(null, null);
      store.setKeyEntry("client", privateKey(key), new char[0], new X509Certificate[] {own});
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(
          keys.getKeyManagers(), new TrustManager[] {new PinnedServer(serverFingerprints)}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(
          "TLS: expected a PEM certificate in %s and its PKCS#8 EC key in %s, but: %s"
              .formatted(certificate, key, e.getMessage()),
          e);
    }
  }

  private static X509Certificate certificate(Path file)
      throws IOException, GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
  }

  private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
    String base64 = Files.readString(file).replaceAll("-----(BEGIN|END) PRIVATE KEY-----|\\s", "");
    byte[] der;
    try {
      der = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException(file + " is not a PEM file with a PKCS#8 key", e);
    }
    return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
  }

  /** Somebody else answers: the handshake ends before anything of the request is sent. */
  static final class Mismatch extends CertificateException {
    private static final long serialVersionUID = 1L;

    private Mismatch(String message) {
      super(message);
    }
  }

  /** Accepts one of few certificates; the handshake proves that the server holds its key. */
  private static final class PinnedServer extends X509ExtendedTrustManager {
    private final Set<String> expected;

    PinnedServer(Set<String> expected) {
      this.expected = expected;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
      if (chain == null || chain.length == 0) {
        throw new CertificateException("server sent no certificate; expected " + pins());
      }
      String actual;
      try {
        actual =
            "0x"
                + HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(chain[0].getEncoded()));
      } catch (GeneralSecurityException e) {
        throw new CertificateException(e);
      }
      if (!expected.contains(actual)) {
        throw new Mismatch(
            "server certificate fingerprint: expected %s (registered), actual %s"
                .formatted(pins(), actual));
      }
    }

    private String pins() {
      return expected.stream().sorted().collect(Collectors.joining(" or "));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      throw new CertificateException("a client trusts no clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      throw new CertificateException("a client trusts no clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("a client trusts no clients");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
