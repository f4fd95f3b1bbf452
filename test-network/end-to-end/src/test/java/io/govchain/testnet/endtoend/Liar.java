package io.govchain.testnet.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.govchain.amdp.Envelope;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.MessageDraft;
import io.govchain.amdp.MessageFactory;
import io.govchain.amdp.SealContext;
import io.govchain.amdp.SealContext.Purpose;
import io.govchain.amdp.Sealed;
import io.govchain.amdp.crypto.Signer;
import io.govchain.service.config.TlsFiles;
import io.govchain.service.keys.Signers;
import io.govchain.service.tls.MutualTls;
import io.govchain.testnet.consortium.Member;
import io.govchain.testnet.consortium.MemberServices;
import io.govchain.testnet.consortium.ProxyProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A member's cross-chain proxy in dishonest hands: its registered key and certificate are genuine,
 * and what it says with them is not.
 */
final class Liar implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final World world;
  private final String path;
  private final Signer signer;
  private final ProxyProcess victim;
  private final Signer victimsKey;
  private final SSLContext tls;
  private final HttpClient http;

  private Liar(
      World world,
      Member self,
      MemberServices own,
      ProxyProcess certificate,
      Member other,
      MemberServices victim) {
    this.world = world;
    this.path = own.crosschainProxy().path();
    this.signer = Signers.of(self.crosschainProxyAccount().key());
    this.victim = victim.crosschainProxy();
    this.victimsKey = Signers.of(other.crosschainProxyAccount().key());
    this.tls = identity(certificate).clientContext(identity(this.victim).fingerprint());
    this.http = HttpClient.newBuilder().sslContext(tls).connectTimeout(PATIENCE).build();
  }

  /**
   * The registry lies to the court.
   *
   * @param certificate whose certificate it shows
   */
  static Liar registrys(World world, ProxyProcess certificate) {
    return new Liar(
        world, world.registryMember, world.registry, certificate, world.courtMember, world.court);
  }

  /** The court lies to the registry. */
  static Liar courts(World world) {
    return new Liar(
        world,
        world.courtMember,
        world.court,
        world.court.crosschainProxy(),
        world.registryMember,
        world.registry);
  }

  private static MutualTls identity(ProxyProcess proxy) {
    Path files = proxy.database().resolveSibling("tls.crt");
    return MutualTls.load(new TlsFiles(files, files.resolveSibling("tls.key")));
  }

  /** What a proxy answered: an HTTP status and a stable code, empty where all is well. */
  record Answer(int status, String code, String text) {}

  /** Hands bytes in as a message. */
  Answer say(byte[] message) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(URI.create(victim.endpoint() + "/amdp/v1/messages"))
                .timeout(PATIENCE)
                .header("content-type", "application/jose+json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(message))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    JsonNode body = parsed(response.body());
    return new Answer(response.statusCode(), body.path("code").asText(), response.body());
  }

  Answer say(Envelope message) throws IOException, InterruptedException {
    return say(message.bytes());
  }

  private static JsonNode parsed(String body) throws IOException {
    return body.isEmpty() ? MissingNode.getInstance() : new ObjectMapper().readTree(body);
  }

  /** A TLS connection on which anything may be written. */
  SSLSocket connection() throws IOException {
    SSLSocket socket =
        (SSLSocket)
            tls.getSocketFactory()
                .createSocket(victim.endpoint().getHost(), victim.endpoint().getPort());
    socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
    socket.startHandshake();
    return socket;
  }

  /** The head of a request with a body of this length. */
  static byte[] head(int length) {
    return ("POST /amdp/v1/messages HTTP/1.1\r\nhost: victim\r\ncontent-type: application/jose+json\r\n"
            + "content-length: "
            + length
            + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** A draft that is in order. */
  MessageDraft draft(String transaction) {
    return draft(victim.path(), transaction);
  }

  /** The same to somebody else. */
  MessageDraft draft(String receiver, String transaction) {
    long now = world.consortium.chain().blockTime();
    return MessageDraft.to(receiver)
        .transaction(transaction)
        .pipeline(world.pipeline.path(), world.pipeline.constraintHash())
        .place(0, Optional.empty())
        .valid(now, now + 600);
  }

  Envelope sign(MessageDraft draft, MessageData data) {
    return sign(signer, draft, data, RANDOM);
  }

  /** Signed with another key, in the own name. */
  Envelope signWith(Signer other, MessageDraft draft, MessageData data) {
    return sign(other, draft, data, RANDOM);
  }

  /** With message ids from this source. */
  Envelope sign(MessageDraft draft, MessageData data, SecureRandom ids) {
    return sign(signer, draft, data, ids);
  }

  private Envelope sign(Signer key, MessageDraft draft, MessageData data, SecureRandom ids) {
    return new MessageFactory(key, path, ids).sign(draft, data);
  }

  /** In the name of another. */
  Envelope signAs(String other, MessageDraft draft, MessageData data) {
    return new MessageFactory(signer, other, RANDOM).sign(draft, data);
  }

  /** Seals a text for the victim. */
  String seal(String text, String transaction, int step, Purpose purpose) {
    return Sealed.encrypt(
        text,
        new SealContext(path, victim.path(), transaction, step, purpose),
        victimsKey.publicKey(),
        RANDOM);
  }

  @Override
  public void close() {
    http.close();
  }
}
