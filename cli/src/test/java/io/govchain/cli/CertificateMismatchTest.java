package io.govchain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.govchain.service.config.TlsFiles;
import io.govchain.service.tls.TlsCertificates;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else answers at the proxy's address: nothing is sent, and that is certain. */
class CertificateMismatchTest {
  @TempDir private Path home;

  @Test
  void shouldExitAsRefused_whenTheProxyShowsAnotherCertificate() throws Exception {
    TlsFiles files = new TlsFiles(home.resolve("tls.crt"), home.resolve("tls.key"));
    TlsCertificates.create("somebody", List.of("127.0.0.1"), files);
    AtomicInteger asked = new AtomicInteger();
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(files)));
    server.createContext("/", exchange -> asked.incrementAndGet());
    server.start();
    try {
      Run run =
          Run.of(
              "transaction",
              "sent",
              "--json",
              "--proxy",
              "https://127.0.0.1:" + server.getAddress().getPort(),
              "--proxy-fingerprint",
              "0x" + "ab".repeat(32),
              "--certificate",
              files.certificate().toString(),
              "--key",
              files.key().toString());

      assertThat(run.exit()).as(run.toString()).isEqualTo(1);
      assertThat(run.problem().path("code").asText()).isEqualTo("certificate-mismatch");
      assertThat(run.problem().path("detail").asText())
          .contains("nothing was sent", "expected 0x" + "ab".repeat(32), "actual 0x");
      assertThat(asked).hasValue(0);
    } finally {
      server.stop(0);
    }
  }

  private static SSLContext context(TlsFiles files) throws Exception {
    Certificate certificate =
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(files.certificate())));
    String pem = Files.readString(files.key()).replaceAll("-----[A-Z ]+-----|\\s", "");
    PrivateKey key =
        KeyFactory.getInstance("EC")
            .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("server", key, new char[0], new Certificate[] {certificate});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}
