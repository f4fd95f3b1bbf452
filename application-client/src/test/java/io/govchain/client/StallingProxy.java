package io.govchain.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** Answers every request with a head, and then next to nothing. */
final class StallingProxy implements AutoCloseable {
  /** What comes after the head of an answer. */
  enum Body {
    NOTHING,
    DRIPS,
    DATABASE_FAILED
  }

  private static final String FAILED = "{\"code\":\"database-unwritable\",\"detail\":\"no\"}";
  private static final char[] PASSWORD = "a password".toCharArray();

  private final Path certificate;
  private final Path key;
  private final String fingerprint;
  private final SSLServerSocket socket;
  private final String status;
  private final Body body;
  private final CountDownLatch closing = new CountDownLatch(1);

  private StallingProxy(Path folder, String status, Body body) throws Exception {
    this.certificate = folder.resolve("tls.crt");
    this.key = folder.resolve("tls.key");
    this.status = status;
    this.body = body;
    this.fingerprint = makeCertificate(folder.resolve("tls.p12"));
    SSLContext context = PinnedTls.context(certificate, key, Set.of(fingerprint));
    this.socket =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  static StallingProxy start(Path folder, String status, Body body) throws Exception {
    StallingProxy proxy = new StallingProxy(folder, status, body);
    Thread.ofPlatform().daemon().start(proxy::accept);
    return proxy;
  }

  ClientSettings settings(Duration timeout) {
    URI address = URI.create("https://127.0.0.1:" + socket.getLocalPort());
    return new ClientSettings(address, fingerprint, certificate, key, timeout);
  }

  private void accept() {
    while (closing.getCount() > 0) {
      try {
        Socket connection = socket.accept();
        Thread.ofPlatform().daemon().start(() -> answer(connection));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void answer(Socket connection) {
    try (connection) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
      while (!in.readLine().isEmpty()) {
        // The head of the request; its body is of no interest.
      }
      OutputStream out = connection.getOutputStream();
      String head = "HTTP/1.1 %s\r\nContent-Type: application/json\r\n".formatted(status);
      String rest =
          body == Body.DATABASE_FAILED
              ? "Content-Length: %d\r\n\r\n%s".formatted(FAILED.length(), FAILED)
              : "Content-Length: 1000000\r\n\r\n{\"st";
      out.write((head + rest).getBytes(StandardCharsets.US_ASCII));
      out.flush();
      while (!closing.await(100, TimeUnit.MILLISECONDS)) {
        if (body == Body.DRIPS) {
          out.write(' ');
          out.flush();
        }
      }
    } catch (IOException gone) {
      // The client gave up.
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** Its fingerprint; the certificate and its key are PEM files then. */
  private String makeCertificate(Path store) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "tls",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=proxy",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD))
            .inheritIO()
            .start();
    if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      throw new IllegalStateException("keytool did not make a certificate");
    }
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
    Certificate made = keys.getCertificate("tls");
    Files.writeString(certificate, pem("CERTIFICATE", made.getEncoded()));
    Files.writeString(key, pem("PRIVATE KEY", keys.getKey("tls", PASSWORD).getEncoded()));
    return "0x"
        + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(made.getEncoded()));
  }

  private static String pem(String kind, byte[] der) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(kind, base64, kind);
  }

  @Override
  public void close() throws IOException {
    closing.countDown();
    socket.close();
  }
}
