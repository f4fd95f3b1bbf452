package io.govchain.crosschain;

import io.govchain.amdp.MessageFactory;
import io.govchain.crosschain.api.EscalationJson;
import io.govchain.crosschain.api.Escalations;
import io.govchain.crosschain.api.HeldEvidence;
import io.govchain.crosschain.api.LedgerAccess;
import io.govchain.crosschain.api.LedgerApi;
import io.govchain.crosschain.conversation.Briefing;
import io.govchain.crosschain.conversation.CallCheck;
import io.govchain.crosschain.conversation.Correspondence;
import io.govchain.crosschain.conversation.Directory;
import io.govchain.crosschain.conversation.IncomingMessages;
import io.govchain.crosschain.conversation.OutgoingMessages;
import io.govchain.crosschain.conversation.PeerReadings;
import io.govchain.crosschain.conversation.Readings;
import io.govchain.crosschain.conversation.RecentCalls;
import io.govchain.crosschain.conversation.RegisteredCertificates;
import io.govchain.crosschain.conversation.Sealing;
import io.govchain.crosschain.conversation.SubchainReadings;
import io.govchain.crosschain.conversation.Undelivered;
import io.govchain.crosschain.effects.Alarms;
import io.govchain.crosschain.effects.LocalEffects;
import io.govchain.crosschain.effects.Settlements;
import io.govchain.crosschain.engine.Engine;
import io.govchain.crosschain.follow.Pace;
import io.govchain.crosschain.journal.Journal;
import io.govchain.crosschain.plan.Plans;
import io.govchain.crosschain.recorder.Recorder;
import io.govchain.crosschain.sweep.Sweeper;
import io.govchain.crosschain.verification.Verification;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.send.SenderSettings;
import io.govchain.evm.send.TransactionSender;
import io.govchain.governance.GovernanceCache;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.GovernanceErrors;
import io.govchain.service.config.ConfigLoader;
import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.govchain.service.http.HttpService;
import io.govchain.service.http.HttpSettings;
import io.govchain.service.http.ServiceVertx;
import io.govchain.service.keys.AccountKey;
import io.govchain.service.launch.OpenParts;
import io.govchain.service.logging.Logs;
import io.govchain.service.loop.Loops;
import io.govchain.service.messaging.MessageServer;
import io.govchain.service.messaging.Outbox;
import io.govchain.service.messaging.OutboxSettings;
import io.govchain.service.messaging.Retention;
import io.govchain.service.sending.PreparedTransactionTable;
import io.govchain.service.tls.MutualTls;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Puts the proxy together; reads as its table of contents. */
@SuppressWarnings("try") // close() passes on whatever the parts throw
final class Composition implements AutoCloseable {
  private static final Duration RPC_TIMEOUT = Duration.ofSeconds(10);

  /** Closed in reverse order of opening. */
  private final OpenParts parts = new OpenParts();

  private Composition() {}

  static AutoCloseable start(Path file) throws Exception {
    Composition composition = new Composition();
    try {
      composition.compose(ConfigLoader.load(file, CrosschainConfig.class));
      return composition;
    } catch (Exception | LinkageError failed) {
      composition.parts.closeAfter(failed);
      throw failed;
    }
  }

  private void compose(CrosschainConfig config) {
    Logs.configure(config.log());
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Loops loops = new Loops(metrics);
    AccountKey key = AccountKey.open(config.key());
    MutualTls tls = MutualTls.load(config.tls());
    Database database =
        parts.add(
            Database.open(config.database(), Journal.SCHEMA, DatabaseSettings.standard(), metrics));
    Vertx vertx = ServiceVertx.start(database.scratch());
    parts.add(() -> vertx.close().toCompletionStage().toCompletableFuture().join());

    EvmClient client = parts.add(EvmClient.connect(endpoint(config), GovernanceErrors.all()));
    GovernanceChain governance = GovernanceChain.connect(client);
    GovernanceCache registry = new GovernanceCache(governance);
    Directory directory = new Directory(registry, config.service());
    RegisteredCertificates certificates = new RegisteredCertificates(directory, config.operators());
    Plans plans = new Plans(registry, config.service());

    Briefing briefing = new Briefing(directory);
    Driver driver = parts.add(new Driver(database));
    Outbox outbox =
        parts.add(
            new Outbox(
                database,
                vertx,
                tls,
                certificates,
                directory::blockTime,
                new Undelivered(database::afterCommit, driver::later),
                OutboxSettings.standard(),
                metrics));
    Retention retention = parts.add(new Retention(database, directory::blockTime, loops));
    Sealing sealing = new Sealing(config.service(), briefing, key.agreement());
    Journal journal = new Journal(database, new Engine(config.policy()));
    Birth birth = parts.add(Birth.begin(database, config.database(), journal, loops));
    RecentCalls known = new RecentCalls(database);
    OutgoingMessages outgoing =
        new OutgoingMessages(
            briefing,
            new MessageFactory(key.signer(), config.service(), new SecureRandom()),
            sealing,
            known,
            journal.evidence(),
            outbox::enqueue,
            driver::later);
    Correspondence correspondence =
        parts.add(new Correspondence(database, journal, briefing, outgoing, metrics));

    PreparedTransactionTable prepared = new PreparedTransactionTable(database);
    TransactionSender sender =
        parts.add(new TransactionSender(client, key.chain(), prepared, SenderSettings.zeroFee()));
    Recorder recorder =
        parts.add(new Recorder(journal, database, sender, plans, known, metrics, loops));
    Verification verification =
        parts.add(new Verification(journal, database, registry, plans, known));
    Alarms alarms = new Alarms(database, directory::blockTime, metrics);
    LocalEffects effects =
        parts.add(new LocalEffects(journal, verification, alarms, metrics, driver::now));
    driver.bind(journal, effects, recorder, correspondence);

    CallCheck calls = new CallCheck(directory);
    Readings readings =
        new Readings(
            new SubchainReadings(directory, calls, known, database, journal),
            new PeerReadings(directory, calls, known, sealing, database, journal));
    IncomingMessages incoming = new IncomingMessages(directory, database, readings, driver);
    Settlements settlements = new Settlements(database);
    AtomicReference<Life> following = new AtomicReference<>();
    Pace pace = new Pace();
    Sweeper sweeper =
        parts.add(
            new Sweeper(
                journal,
                alarms,
                governance::transaction,
                directory::blockTime,
                pace::blockSeconds,
                () -> following.get().isCaughtUp(),
                driver::now,
                metrics,
                loops));
    Life life =
        parts.add(
            new Life(
                config.service(),
                key.chain().address(),
                prepared::holds,
                client,
                registry,
                certificates,
                pace,
                journal,
                birth,
                sender,
                plans,
                recorder,
                effects,
                outbox,
                correspondence,
                driver,
                sweeper,
                settlements));
    following.set(life);
    Metrics.register(metrics, journal, life);
    LedgerAccess access = new LedgerAccess(journal, config.service(), directory::subchainProxy);
    HeldEvidence evidence = new HeldEvidence(database, access);
    EscalationJson shown = new EscalationJson(database, evidence);
    Escalations escalations =
        new Escalations(journal, alarms, settlements, access, shown, driver::now);
    LedgerApi ledger = new LedgerApi(journal, alarms, sweeper, access, escalations, evidence);
    parts.add(
        HttpService.start(
            vertx,
            new HttpService.Parts(
                config.listen(),
                config.management(),
                tls,
                certificates,
                HttpSettings.standard(),
                Optional.of(ledger.api()),
                Optional.of(new MessageServer(database, life.whileFollowing(incoming), metrics)),
                Probes.of(config.service(), key, tls, directory, database, life, recorder, loops),
                metrics)));
    birth.start();
    life.begin();
    sweeper.start();
    retention.start();
  }

  private static EvmEndpoint endpoint(CrosschainConfig config) {
    return new EvmEndpoint(config.governance().rpc(), config.governance().ws(), RPC_TIMEOUT);
  }

  @Override
  public void close() throws Exception {
    parts.close();
  }
}
