package io.govchain.subchain.world;

import io.govchain.amdp.Envelope;
import io.govchain.amdp.Message;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.MessageDraft;
import io.govchain.amdp.MessageFactory;
import io.govchain.amdp.StepAction;
import io.govchain.amdp.StepKind;
import io.govchain.service.config.TlsFiles;
import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.govchain.service.http.Caller;
import io.govchain.service.messaging.Intake;
import io.govchain.service.messaging.Outbox;
import io.govchain.service.messaging.OutboxSettings;
import io.govchain.service.tls.Fingerprint;
import io.govchain.service.tls.MutualTls;
import io.govchain.service.tls.TlsCertificates;
import io.govchain.service.tls.TlsPeer;
import io.govchain.subchain.adapters.LocalSubchain;
import io.govchain.subchain.execution.Answers;
import io.govchain.subchain.execution.ExecutionMetrics;
import io.govchain.subchain.execution.Executor;
import io.govchain.subchain.journal.EventBell;
import io.govchain.subchain.journal.PreparedWriteTable;
import io.govchain.subchain.messages.CallNews;
import io.govchain.subchain.messages.OrderBook;
import io.govchain.subchain.messages.PartnerMessages;
import io.govchain.subchain.partner.Forwards;
import io.govchain.subchain.partner.PartnerOutbox;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The parts of a proxy that execute orders, on a real database, without its listeners. Dropping one
 * and making another on the same folder is what a crash and a restart are to them.
 */
public final class ProxyUnderTest implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Caller PARTNER =
      new Caller(
          Fingerprint.parse("0x" + "b2".repeat(32)),
          Set.of(new TlsPeer(TlsPeer.Role.SERVICE, World.PARTNER)));

  public final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  public final Database database;
  public final PartnerOutbox outbox;
  public final CallNews news;
  public final EventBell bell = new EventBell();
  public final PartnerMessages messages;
  private final World world;
  public final LocalSubchain subchain;
  private final Executor executor;
  private final Vertx vertx = Vertx.vertx();
  private final Outbox queue;

  public ProxyUnderTest(
      Path folder, ValueGovernance governance, ValueSubchain subchain, ValueSubchain.Death death) {
    this.world = governance.world;
    database =
        Database.open(
            folder.resolve("proxy.db"),
            "classpath:io/govchain/subchain/migrations",
            DatabaseSettings.standard(),
            metrics);
    news = new CallNews(call -> database.afterCommit(() -> bell.ring(call)), governance::blockTime);
    queue =
        new Outbox(
            database,
            vertx,
            tls(folder),
            path -> Optional.empty(),
            governance::blockTime,
            news,
            OutboxSettings.standard(),
            metrics);
    outbox = new PartnerOutbox(world.proxyKey, World.PROXY, queue);
    Answers answers = new Answers(outbox);
    PreparedWriteTable prepared = new PreparedWriteTable(database);
    LocalSubchain local = LocalSubchain.of("evm", subchain.adapter(prepared, death));
    this.subchain = local;
    executor =
        new Executor(
            World.PROXY,
            database,
            governance,
            local,
            prepared,
            answers,
            new ExecutionMetrics(metrics));
    messages =
        new PartnerMessages(
            World.PROXY,
            database,
            governance,
            new OrderBook(database, governance, answers, executor),
            news,
            new Forwards(outbox));
    local.resume();
    executor.resume();
  }

  private static MutualTls tls(Path folder) {
    TlsFiles files = new TlsFiles(folder.resolve("tls.crt"), folder.resolve("tls.key"));
    if (!Files.exists(files.certificate())) {
      TlsCertificates.create("proxy", List.of(), files);
    }
    return MutualTls.load(files);
  }

  /** An order as the cross-chain proxy signs it; each call makes another envelope. */
  public Envelope order(String transaction, StepAction action, String disclosure) {
    String function = action == StepAction.EXECUTE ? World.WRITE : World.UNDO;
    return order(transaction, action, function, StepKind.WRITE, disclosure);
  }

  /** An order to read. */
  public Envelope orderToRead(String transaction, String disclosure) {
    return order(transaction, StepAction.EXECUTE, World.FIND, StepKind.READ, disclosure);
  }

  private Envelope order(
      String transaction, StepAction action, String function, StepKind kind, String disclosure) {
    return sign(
        MessageDraft.to(World.PROXY)
            .transaction(transaction)
            .pipeline(World.PIPELINE, World.CONSTRAINT)
            .step(0)
            .valid(World.NOW, World.NOW + 600),
        new MessageData.Execute(
            action, World.STORE, "0x" + "e5".repeat(20), function, kind, disclosure));
  }

  public Envelope sign(MessageDraft draft, MessageData data) {
    return new MessageFactory(world.partnerKey, World.PARTNER, new SecureRandom())
        .sign(draft, data);
  }

  /** Hands a message in as the message server does. */
  public Intake receive(Envelope envelope) {
    Intake intake = messages.judge(envelope.bytes(), PARTNER);
    if (intake instanceof Intake.Accept accepted) {
      database.writeAndWait(
          handle -> {
            io.govchain.service.messaging.Inbox.record(
                handle,
                accepted.sender(),
                accepted.messageId(),
                accepted.digest(),
                accepted.expires());
            accepted.apply().accept(handle);
            return true;
          });
    }
    return intake;
  }

  /** Messages on the outbox, in order. */
  public List<Message> sent() {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT body FROM outbox ORDER BY sequence")
                .mapTo(byte[].class)
                .map(body -> Envelope.parse(body).claimed())
                .list());
  }

  /** Outcomes on the outbox, once there are as many. */
  public List<MessageData.Outcome> outcomes(int count) {
    await(count + " outcomes", () -> sent().size() >= count);
    return sent().stream().map(message -> (MessageData.Outcome) message.data()).toList();
  }

  public int running() {
    return executor.running();
  }

  /** Waits for a condition and fails when it does not come true in time. */
  public static void await(String what, BooleanSupplier condition) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("waited " + PATIENCE.toSeconds() + " seconds in vain for " + what);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  @Override
  public void close() {
    executor.close();
    queue.close();
    database.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
