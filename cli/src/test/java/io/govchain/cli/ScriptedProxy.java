package io.govchain.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.govchain.amdp.CallBody;
import io.govchain.amdp.SignedCall;
import io.govchain.service.config.TlsFiles;
import io.govchain.service.tls.TlsCertificates;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A subchain proxy at a real address that says what a test has it say, in order. */
final class ScriptedProxy implements AutoCloseable {
  static final String PIPELINE = "registry/evidence-sharing";

  private static final String OFFER =
      """
      {"service": "registry/subchain-proxy", "governanceBlockTime": 1800000000,
       "pipelines": [{"pipeline": "%s", "constraint": "0x%s"}]}
      """
          .formatted(PIPELINE, "c0".repeat(32));

  private final HttpsServer server;
  private final String fingerprint;
  private final TlsFiles files;
  private final Queue<Answer> ofCalls = new ConcurrentLinkedQueue<>();
  private final Queue<Answer> ofTransactions = new ConcurrentLinkedQueue<>();
  private final Set<String> handedIn = new HashSet<>();
  private final AtomicInteger asked = new AtomicInteger();

  /** What is said to one request; status 0 hangs up without a word. */
  record Answer(int status, String body) {
    static Answer lost() {
      return new Answer(0, "");
    }

    static Answer refused(int status, String code) {
      return new Answer(status, "{\"code\":\"%s\",\"detail\":\"told\"}".formatted(code));
    }

    static Answer told(int status, String of) {
      return new Answer(status, "{\"transaction\":\"ID\",\"status\":\"%s\"}".formatted(of));
    }
  }

  ScriptedProxy(Path home) throws Exception {
    files = new TlsFiles(home.resolve("tls.crt"), home.resolve("tls.key"));
    fingerprint = TlsCertificates.create("proxy", List.of("127.0.0.1"), files).value();
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(files)));
    server.createContext("/", exchange -> answer(exchange, Answer.refused(404, "not-scripted")));
    server.createContext("/v1/info", exchange -> answer(exchange, new Answer(200, OFFER)));
    server.createContext("/v1/calls", this::takeCall);
    server.createContext("/v1/transactions", exchange -> answer(exchange, ofTransactions.poll()));
    server.start();
  }

  ScriptedProxy toCalls(Answer... answers) {
    ofCalls.addAll(List.of(answers));
    return this;
  }

  ScriptedProxy toQuestions(Answer... answers) {
    ofTransactions.addAll(List.of(answers));
    return this;
  }

  private void takeCall(HttpExchange exchange) throws IOException {
    CallBody body = CallBody.parse(exchange.getRequestBody().readAllBytes());
    synchronized (handedIn) {
      handedIn.add(SignedCall.of(body.call()).transaction());
    }
    answer(exchange, ofCalls.poll());
  }

  private void answer(HttpExchange exchange, Answer answer) throws IOException {
    asked.incrementAndGet();
    if (answer != null && answer.status() != 0) {
      byte[] body = answer.body().replace("ID", transaction()).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  /** The transaction of the only call that was handed in, however often. */
  String transaction() {
    synchronized (handedIn) {
      return handedIn.size() == 1 ? handedIn.iterator().next() : "not one but " + handedIn;
    }
  }

  /** Requests that came. */
  int asked() {
    return asked.get();
  }

  /** What was not said, for want of requests. */
  boolean hasSaidAll() {
    return ofCalls.isEmpty() && ofTransactions.isEmpty();
  }

  /** Options of a command that trusts this fingerprint. */
  List<String> options(String trusted) {
    return List.of(
        "--proxy",
        "https://127.0.0.1:" + server.getAddress().getPort(),
        "--proxy-fingerprint",
        trusted,
        "--certificate",
        files.certificate().toString(),
        "--key",
        files.key().toString());
  }

  String fingerprint() {
    return fingerprint;
  }

  @Override
  public void close() {
    server.stop(0);
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
