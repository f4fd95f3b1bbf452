package io.govchain.service.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.govchain.service.TestIdentity;
import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;

/** A service with an outbox, a directory and a clock that the test can change. */
final class Sender implements AutoCloseable {
  static final long EXPIRES = 1000;
  private static final OutboxSettings QUICK =
      new OutboxSettings(
          Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofMillis(1500), 16);

  /** For those who are to hear an answer, however busy the machine is. */
  static final OutboxSettings PATIENT =
      new OutboxSettings(Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofSeconds(60), 16);

  final Map<String, Peer> directory = new ConcurrentHashMap<>();
  final AtomicLong clock = new AtomicLong(100);
  final List<String> setAside = new CopyOnWriteArrayList<>();
  final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final Database database;
  private final Outbox outbox;

  Sender(Vertx vertx, Path folder, TestIdentity identity) {
    this(vertx, folder, identity, QUICK);
  }

  Sender(Vertx vertx, Path folder, TestIdentity identity, OutboxSettings settings) {
    this.database =
        Database.open(
            folder.resolve("sender.db"),
            "classpath:test-migrations",
            DatabaseSettings.standard(),
            metrics);
    this.outbox =
        new Outbox(
            database,
            vertx,
            identity.tls(),
            path -> Optional.ofNullable(directory.get(path)),
            clock::get,
            new Recorder(),
            settings,
            metrics);
  }

  private final class Recorder implements OutboxListener {
    @Override
    public void setAside(Handle handle, OutgoingMessage message, SetAside reason) {
      database.afterCommit(
          () ->
              setAside.add(
                  "%s %s %s%s"
                      .formatted(
                          message.id(),
                          reason.code(),
                          reason.detail(),
                          reason.mayBeTaken() ? " (may be taken)" : "")));
    }
  }

  /** Messages that are off the outbox because their receivers have them, in that order. */
  List<String> delivered() {
    return database.read(
        handle ->
            handle
                .select("SELECT message_id FROM taken_off ORDER BY number")
                .mapTo(String.class)
                .list());
  }

  Sender started() {
    outbox.start();
    return this;
  }

  Outbox outbox() {
    return outbox;
  }

  Database database() {
    return database;
  }

  void execute(String sql) {
    database.writeAndWait(handle -> handle.execute(sql));
  }

  /** How many writes there were. */
  double writes() {
    return metrics.get("govchain.database.writes.per.commit").summary().totalAmount();
  }

  void send(String destination, String transaction, String text) {
    send(destination, transaction, text, EXPIRES);
  }

  void send(String destination, String transaction, String text, long expires) {
    database.writeAndWait(
        handle -> {
          outbox.enqueue(handle, message(destination, transaction, text, expires));
          return true;
        });
  }

  static OutgoingMessage message(
      String destination, String transaction, String text, long expires) {
    String id = transaction + "-" + text.substring(0, Math.min(text.length(), 20));
    byte[] body = (id + "|" + transaction + "|" + text).getBytes(UTF_8);
    return new OutgoingMessage(id, destination, transaction, expires, body);
  }

  @Override
  public void close() {
    outbox.close();
    database.close();
  }
}
