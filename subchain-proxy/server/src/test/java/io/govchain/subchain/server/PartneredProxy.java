package io.govchain.subchain.server;

import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.CallStatus;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.MessageDraft;
import io.govchain.amdp.MessageFactory;
import io.govchain.evm.signing.KeystoreFile;
import io.govchain.governance.Application;
import io.govchain.governance.Paths;
import io.govchain.governance.Service;
import io.govchain.service.config.ConfigLoader;
import io.govchain.service.http.HttpService;
import io.govchain.subchain.world.ValueGovernance;
import io.govchain.subchain.world.World;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A whole proxy over real TLS, without a business chain, with an application and the paired
 * cross-chain proxy at its doors. The governance chain's records are values.
 */
@SuppressWarnings("try") // close() passes on whatever the proxy throws
final class PartneredProxy implements AutoCloseable {

  final ValueGovernance governance = new ValueGovernance(new World());
  final World world = governance.world;
  final Path folder;
  final Party server;
  final Party application;
  final Party partner;
  private final MessageFactory partnerMessages =
      new MessageFactory(world.partnerKey, World.PARTNER, new SecureRandom());
  private RunningProxy proxy;
  private int requests;

  PartneredProxy(Path folder) throws Exception {
    this.folder = folder;
    server = Party.create(folder, "tls");
    application = Party.create(folder, "application");
    partner = Party.create(folder, "partner");
    Files.createDirectory(folder.resolve("no-plugins"));
    byte[] key = new byte[32];
    key[31] = 2;
    Files.writeString(folder.resolve("account.password"), "a password");
    KeystoreFile.create(
        folder.resolve("account.json"),
        "a password".toCharArray(),
        KeystoreFile.Strength.LIGHT,
        key);
    registerApplication(World.APPLICATION, application.fingerprint().value());
    service(World.PROXY, server);
    service(World.PARTNER, partner);
  }

  /** Starts it, with more lines in its configuration. */
  void start(int port, String more) throws Exception {
    Path file = folder.resolve("proxy.yaml");
    Files.writeString(
        file,
        """
        service: %s
        listen: {port: %d}
        management: {port: 0}
        tls: {certificate: tls.crt, key: tls.key}
        key: {keystore: account.json, passwordFile: account.password}
        governance: {rpc: "http://127.0.0.1:1"}
        database: proxy.db
        adapter: {kind: evm, plugins: no-plugins}
        %s
        """
            .formatted(World.PROXY, port, more));
    proxy =
        RunningProxy.start(
            ConfigLoader.load(file, ProxyConfig.class, Map.of()), folder, governance);
  }

  int port() {
    return proxy.port();
  }

  void stop() throws Exception {
    proxy.close();
  }

  /** What is left of a stopped one is its configuration. */
  void loseDisk() throws IOException {
    for (String end : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(folder.resolve("proxy.db" + end));
    }
  }

  /** Hands a new call in; its transaction. */
  String call() throws Exception {
    ApplicationCall call = world.call().request("request" + ++requests).sign(world.applicationKey);
    HttpResponse<String> answer = application.post(server, proxy.port(), "/v1/calls", call.body());
    if (answer.statusCode() != 202) {
      throw new AssertionError(answer.body());
    }
    return call.transaction();
  }

  /** The cross-chain proxy tells how the transaction stands. */
  void tell(String transaction, CallStatus status) throws Exception {
    governance.nextBlock(1);
    MessageDraft draft =
        MessageDraft.to(World.PROXY)
            .transaction(transaction)
            .pipeline(World.PIPELINE, World.CONSTRAINT)
            .valid(governance.blockTime(), governance.blockTime() + 600);
    String message =
        partnerMessages
            .sign(draft, new MessageData.Status(status, Optional.of("said so"), List.of()))
            .json();
    HttpResponse<String> answer =
        partner.post(server, proxy.port(), HttpService.MESSAGES_PATH, message);
    if (answer.statusCode() != 202) {
      throw new AssertionError(answer.body());
    }
  }

  HttpResponse<String> get(String path) throws Exception {
    return application.get(server, proxy.port(), path);
  }

  /** What the management address counts. */
  String metrics() {
    return managed("/metrics");
  }

  /** What its checks find, whether it is ready or not. */
  String health() {
    return managed("/health/ready");
  }

  private String managed(String path) {
    URI uri = URI.create("http://127.0.0.1:" + proxy.managementPort() + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** An application on the same subchain has this certificate from now on. */
  void registerApplication(String path, String fingerprint) {
    Application known = world.application(World.APPLICATION).orElseThrow();
    world.applications.put(
        Paths.id(path),
        new Application(
            Paths.id(path),
            path,
            known.institution(),
            known.subchain(),
            known.key(),
            known.publicKey(),
            fingerprint,
            known.status()));
  }

  private void service(String path, Party party) {
    Service known = world.service(path).orElseThrow();
    world.services.put(
        Paths.id(path),
        new Service(
            known.id(),
            known.path(),
            known.institution(),
            known.kind(),
            known.status(),
            known.account(),
            "https://127.0.0.1:1",
            party.fingerprint().value(),
            known.pairedWith()));
  }

  @Override
  public void close() throws Exception {
    proxy.close();
  }
}
