package io.govchain.crosschain.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.amdp.Envelope;
import io.govchain.amdp.MessageFactory;
import io.govchain.crosschain.engine.Engine;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Plan;
import io.govchain.crosschain.engine.Policy;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.fixture.Consortium;
import io.govchain.crosschain.journal.Journal;
import io.govchain.crosschain.plan.Plans;
import io.govchain.governance.GovernanceCache;
import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.govchain.service.http.Caller;
import io.govchain.service.http.Request;
import io.govchain.service.http.Response;
import io.govchain.service.messaging.MessageServer;
import io.govchain.service.messaging.OutgoingMessage;
import io.govchain.service.tls.Fingerprint;
import io.govchain.service.tls.TlsPeer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Handle;

/** A proxy's message handling with its real journal and registry; what it sends stays here. */
final class Desk implements IncomingMessages.Reception, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  final Database database;
  final Journal journal;
  final GovernanceCache registry;
  final Plans plans;
  final List<Envelope> sent = new CopyOnWriteArrayList<>();
  final List<Input> fedBack = new CopyOnWriteArrayList<>();
  final Correspondence correspondence;

  /** Nothing is made of what is decided, as after a crash between the two. */
  volatile boolean silent;

  /** What becomes of whatever is put on the outbox; empty if it is kept. */
  volatile Optional<RuntimeException> refusal = Optional.empty();

  private final MessageServer server;

  Desk(Path folder, Consortium consortium, String self) {
    registry = new GovernanceCache(consortium.chain());
    see(consortium);
    plans = new Plans(registry, self);
    database =
        Database.open(
            folder.resolve(self.replace('/', '-') + ".db"),
            Journal.SCHEMA,
            DatabaseSettings.standard(),
            new SimpleMeterRegistry());
    Directory directory = new Directory(registry, self);
    Briefing briefing = new Briefing(directory);
    Sealing sealing = new Sealing(self, briefing, Consortium.signer(self));
    journal = new Journal(database, new Engine(Policy.STANDARD));
    RecentCalls known = new RecentCalls(database);
    correspondence =
        new Correspondence(
            database,
            journal,
            briefing,
            new OutgoingMessages(
                briefing,
                new MessageFactory(Consortium.signer(self), self, new SecureRandom()),
                sealing,
                known,
                journal.evidence(),
                this::keep,
                (transaction, input) -> fedBack.add(input)),
            new SimpleMeterRegistry());
    CallCheck calls = new CallCheck(directory);
    Readings readings =
        new Readings(
            new SubchainReadings(directory, calls, known, database, journal),
            new PeerReadings(directory, calls, known, sealing, database, journal));
    server =
        new MessageServer(
            database,
            new IncomingMessages(directory, database, readings, this),
            new SimpleMeterRegistry());
  }

  private void keep(Handle handle, OutgoingMessage message) {
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    handle.execute(
        "INSERT INTO outbox (message_id, destination, transaction_id, expires, enqueued_at, body)"
            + " VALUES (?, ?, ?, ?, 0, ?)",
        message.id(),
        message.destination(),
        message.transaction(),
        message.expires(),
        message.body());
    database.afterCommit(() -> sent.add(Envelope.parse(message.body())));
  }

  /** Takes note of the newest block. */
  void see(Consortium consortium) {
    registry.onBlock(consortium.block(consortium.anvil().client().latestHeader().number()));
  }

  Answer receive(byte[] envelope, String certificateOf) {
    Caller caller =
        new Caller(
            Fingerprint.parse(Consortium.fingerprint(certificateOf)),
            Set.of(new TlsPeer(TlsPeer.Role.SERVICE, certificateOf)));
    Response response =
        server.handle(new Request("receiveMessage", Map.of(), Map.of(), envelope, caller));
    try {
      return new Answer(response.status(), JSON.readTree(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      speak();
    }
  }

  /** Makes all messages that were decided. */
  void speak() {
    if (silent) {
      return;
    }
    journal.pendingMessages().transactions().forEach(each -> correspondence.make(each, true));
  }

  Answer receive(Envelope envelope) {
    return receive(envelope.bytes(), envelope.claimed().from());
  }

  /** Applies an input as the follower or an effect would. */
  void apply(String transaction, Input input) {
    journal.step(transaction, input).join();
    speak();
  }

  void open(Plan plan) {
    apply(plan.transaction(), new Input.RecordOpened(plan, false, registry.blockTime()));
  }

  TransactionState state(String transaction) {
    return journal.transactions().find(transaction).orElseGet(Engine::initial);
  }

  /** All that was sent has arrived. */
  void deliver() {
    database.writeAndWait(handle -> handle.execute("DELETE FROM outbox"));
  }

  /** How many rows the journal has in a table. */
  long rows(String table) {
    return database.read(
        handle -> handle.createQuery("SELECT COUNT(*) FROM " + table).mapTo(Long.class).one());
  }

  @Override
  public void apply(Handle handle, Reading.Understood reading) {
    reading.keep().accept(handle);
    reading.input().ifPresent(input -> journal.step(handle, reading.transaction(), input));
  }

  @Override
  public void close() {
    correspondence.close();
    database.close();
  }

  /** What the sender of a message is told. */
  record Answer(int status, JsonNode body) {
    String code() {
      return body.path("code").asText();
    }

    String expected() {
      return body.path("expected").asText();
    }

    String actual() {
      return body.path("actual").asText();
    }
  }
}
