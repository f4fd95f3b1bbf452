package io.govchain.service.messaging;

import io.govchain.service.TestIdentity;
import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.govchain.service.http.Caller;
import io.govchain.service.http.HttpSettings;
import io.govchain.service.http.TestService;
import io.govchain.service.tls.TlsPeer.Role;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/**
 * A service that writes every message's text into its database. A test message is {@code
 * id|transaction|text}.
 */
final class Receiver implements AutoCloseable {
  private final TestIdentity identity;
  private final Database database;
  private final TestService service;
  private volatile BiConsumer<Handle, String> onApply = (handle, text) -> {};
  private volatile BiFunction<String, Intake, Intake> judgement = (text, intake) -> intake;
  final Set<String> seen = ConcurrentHashMap.newKeySet();

  Receiver(Vertx vertx, Path folder, TestIdentity identity, int port, DatabaseSettings settings) {
    this(vertx, folder, identity, port, settings, seconds(20));
  }

  Receiver(
      Vertx vertx,
      Path folder,
      TestIdentity identity,
      int port,
      DatabaseSettings settings,
      java.time.Duration handlerTimeout) {
    this.identity = identity;
    var metrics = new SimpleMeterRegistry();
    this.database =
        Database.open(
            folder.resolve("receiver.db"), "classpath:test-migrations", settings, metrics);
    HttpSettings limits =
        new HttpSettings(
            2 << 20,
            seconds(5),
            handlerTimeout,
            seconds(30),
            1024,
            8,
            java.time.Duration.ofMillis(200));
    this.service =
        TestService.withMessages(
            vertx, identity, port, limits, new MessageServer(database, this::judge, metrics));
  }

  private static java.time.Duration seconds(int seconds) {
    return java.time.Duration.ofSeconds(seconds);
  }

  void trust(TestIdentity sender) {
    service.register(sender, Role.SERVICE);
  }

  void distrust(TestIdentity sender) {
    service.unregister(sender);
  }

  /** Changes the verdict on messages, by their text. */
  void judgeBy(BiFunction<String, Intake, Intake> other) {
    judgement = other;
  }

  void applyWith(BiConsumer<Handle, String> other) {
    onApply = other;
  }

  private Intake judge(byte[] envelope, Caller caller) {
    String[] parts = new String(envelope, StandardCharsets.UTF_8).split("\\|", 3);
    String sender = caller.identities().iterator().next().path();
    String text = parts[1] + " " + parts[2];
    seen.add(text);
    return judgement.apply(
        text,
        new Intake.Accept(
            sender,
            parts[0],
            digest(parts[2]),
            parts[1],
            1_000_000,
            handle -> apply(handle, text)));
  }

  private static String digest(String text) {
    return Integer.toHexString(text.hashCode());
  }

  private void apply(Handle handle, String text) {
    onApply.accept(handle, text);
    // The column is unique: applying a message twice would fail.
    handle.execute("INSERT INTO note (text) VALUES (?)", text);
  }

  List<String> notes() {
    return database.read(
        h -> h.createQuery("SELECT text FROM note ORDER BY id").mapTo(String.class).list());
  }

  Database database() {
    return database;
  }

  Peer peer() {
    return new Peer(URI.create("https://127.0.0.1:" + port()), identity.fingerprint());
  }

  TestService service() {
    return service;
  }

  int port() {
    return service.port();
  }

  @Override
  public void close() {
    service.close();
    database.close();
  }
}
