package io.govchain.subchain.server;

import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.governance.GovernanceErrors;
import io.govchain.service.continuity.Continuity;
import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.govchain.service.exit.Exit;
import io.govchain.service.exit.StartupFailure;
import io.govchain.service.http.Api;
import io.govchain.service.http.HttpService;
import io.govchain.service.http.ServiceVertx;
import io.govchain.service.keys.AccountKey;
import io.govchain.service.launch.OpenParts;
import io.govchain.service.loop.Loops;
import io.govchain.service.messaging.MessageServer;
import io.govchain.service.messaging.Outbox;
import io.govchain.service.messaging.Retention;
import io.govchain.service.tls.MutualTls;
import io.govchain.service.tls.TlsPeer.Role;
import io.govchain.subchain.adapters.AdapterPlugins;
import io.govchain.subchain.adapters.HighestSubchainBlock;
import io.govchain.subchain.adapters.LocalSubchain;
import io.govchain.subchain.api.CallMetrics;
import io.govchain.subchain.api.CarriedCalls;
import io.govchain.subchain.api.Events;
import io.govchain.subchain.api.Findings;
import io.govchain.subchain.api.Info;
import io.govchain.subchain.api.Notices;
import io.govchain.subchain.api.SubmitCall;
import io.govchain.subchain.api.Transactions;
import io.govchain.subchain.execution.Answers;
import io.govchain.subchain.execution.ExecutionMetrics;
import io.govchain.subchain.execution.Executor;
import io.govchain.subchain.gateway.Gateways;
import io.govchain.subchain.governance.Certificates;
import io.govchain.subchain.governance.Governance;
import io.govchain.subchain.governance.HighestBlock;
import io.govchain.subchain.governance.LiveGovernance;
import io.govchain.subchain.intake.Throttle;
import io.govchain.subchain.journal.CallEvents;
import io.govchain.subchain.journal.EventBell;
import io.govchain.subchain.journal.GatewayCalls;
import io.govchain.subchain.journal.PreparedWriteTable;
import io.govchain.subchain.messages.CallNews;
import io.govchain.subchain.messages.OrderBook;
import io.govchain.subchain.messages.OverdueCalls;
import io.govchain.subchain.messages.PartnerMessages;
import io.govchain.subchain.partner.Forwards;
import io.govchain.subchain.partner.PartnerOutbox;
import io.govchain.subchain.partner.Reminders;
import io.govchain.subchain.sweep.ChainSweeper;
import io.govchain.subchain.webhooks.Webhooks;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Everything that a running proxy consists of, made in order and closed in reverse. */
@SuppressWarnings("try") // close() passes on whatever the parts throw
final class RunningProxy implements AutoCloseable {

  private static final String MIGRATIONS = "classpath:io/govchain/subchain/migrations";
  private static final String CONTRACT = "/io/govchain/subchain/openapi.yaml";
  private static final Duration RPC_TIMEOUT = Duration.ofSeconds(10);

  private final OpenParts parts = new OpenParts();
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private HttpService http;

  private RunningProxy() {}

  /**
   * Starts a proxy and returns once it listens; what it left unfinished is taken up by then.
   *
   * @param directory of the configuration file
   * @throws StartupFailure when the configuration cannot be used
   */
  static RunningProxy start(ProxyConfig config, Path directory) {
    return start(config, directory, new LiveGovernance(client(config)));
  }

  /** Starts a proxy on this view of the governance chain, which it closes at its end. */
  static RunningProxy start(ProxyConfig config, Path directory, Governance governance) {
    RunningProxy proxy = new RunningProxy();
    try {
      proxy.compose(config, directory, proxy.parts.add(governance));
      return proxy;
    } catch (RuntimeException | Error failure) {
      proxy.parts.closeAfter(failure);
      throw failure;
    }
  }

  private void compose(ProxyConfig config, Path directory, Governance governance) {
    String path = config.service();
    MutualTls tls = MutualTls.load(config.tls());
    AccountKey key = AccountKey.open(config.key());
    Database database =
        parts.add(
            Database.open(config.database(), MIGRATIONS, DatabaseSettings.standard(), metrics));

    long microseconds = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
    database.writeAndWait(
        handle -> {
          CallEvents.continueAbove(handle, microseconds);
          return true;
        });
    Loops loops = new Loops(metrics);
    Continuity continuity =
        parts.add(Continuity.begin(database, config.database(), loops, GatewayCalls::doubt));
    HighestBlock highest = parts.add(new HighestBlock(database, governance, loops));
    PreparedWriteTable prepared = new PreparedWriteTable(database);
    AdapterPlugins plugins = parts.add(AdapterPlugins.load(config.adapter().plugins()));
    LocalSubchain subchain =
        parts.add(Subchains.open(config.adapter(), directory, plugins, prepared));
    HighestSubchainBlock highestOfSubchain =
        parts.add(new HighestSubchainBlock(database, subchain, loops));

    Vertx vertx = vertx(database);
    EventBell bell = new EventBell();
    LongSupplier now = () -> governance.block() < 0 ? 0 : governance.blockTime();
    Certificates certificates = new Certificates(path, governance, config.operators());
    CallNews news = new CallNews(call -> database.afterCommit(() -> bell.ring(call)), now);
    Outbox outbox =
        parts.add(
            new Outbox(database, vertx, tls, certificates, now, news, config.outbox(), metrics));
    Retention retention = parts.add(new Retention(database, now, loops));
    PartnerOutbox messages = new PartnerOutbox(key.signer(), path, outbox);
    Answers answers = new Answers(messages);
    Forwards forwards = new Forwards(messages);
    Executor executor =
        parts.add(
            new Executor(
                path,
                database,
                governance,
                subchain,
                prepared,
                answers,
                new ExecutionMetrics(metrics)));
    OverdueCalls overdue = parts.add(new OverdueCalls(database, governance, bell, loops));
    Webhooks webhooks =
        parts.add(
            new Webhooks(
                path,
                config.webhooks(),
                database,
                key.signer(),
                bell,
                tls,
                config.outbox(),
                metrics,
                loops));
    PartnerMessages inbox =
        new PartnerMessages(
            path,
            database,
            governance,
            new OrderBook(database, governance, answers, executor),
            news,
            forwards);

    SubmitCall submit = submit(config, database, governance, subchain, forwards, bell);
    Gateways gateways =
        parts.add(
            new Gateways(
                path,
                config.gateways(),
                database,
                governance,
                subchain,
                call -> submit.handIn(call, tls.fingerprint()),
                new Reminders(path, database, governance, forwards)::ask,
                metrics,
                loops));

    ChainSweeper sweeper =
        parts.add(
            new ChainSweeper(config.checks(), database, governance, subchain, metrics, loops));

    new Gauges(metrics).measure(database, governance, subchain, executor);
    Notices notices = new Notices(governance, certificates::partner, outbox::unreached);
    http =
        parts.add(
            HttpService.start(
                vertx,
                new HttpService.Parts(
                    config.listen(),
                    config.management(),
                    tls,
                    certificates,
                    config.http(),
                    Optional.of(api(config, database, governance, submit, bell, notices)),
                    Optional.of(new MessageServer(database, inbox, metrics)),
                    new Probes(path, key.chain().address(), tls, governance, certificates)
                        .all(database, subchain, gateways, config.webhooks(), loops),
                    metrics)));
    governance.start(highest.before());
    highest.start();
    highestOfSubchain.start();
    outbox.start();
    subchain.resume();
    executor.resume();
    overdue.start();
    retention.start();
    webhooks.start();
    gateways.start();
    sweeper.start();
    continuity.start();
  }

  private SubmitCall submit(
      ProxyConfig config,
      Database database,
      Governance governance,
      LocalSubchain subchain,
      Forwards forwards,
      EventBell bell) {
    ProxyConfig.Limits limits = config.limits();
    Throttle throttle =
        new Throttle(
            database,
            limits.callsPerSecondPerApplication(),
            limits.callsPerSecondPerPipeline(),
            limits.unfinishedCallsPerApplication());
    return new SubmitCall(
        config.service(),
        database,
        governance,
        subchain::checkArguments,
        throttle,
        forwards,
        bell,
        new CallMetrics(metrics));
  }

  private Api api(
      ProxyConfig config,
      Database database,
      Governance governance,
      SubmitCall submit,
      EventBell bell,
      Notices notices) {
    Transactions transactions = new Transactions(database, notices);
    Events events = new Events(database, bell);
    CarriedCalls carried = new CarriedCalls(database);
    Set<Role> readers = Set.of(Role.APPLICATION, Role.OPERATOR);
    return Api.of(CONTRACT)
        .operation("submitCall", Set.of(Role.APPLICATION), submit)
        .operation("showTransaction", readers, transactions::show)
        .operation("listTransactions", readers, transactions::list)
        .stream("streamEvents", readers, events::all)
        .stream("streamTransaction", readers, events::ofTransaction)
        .operation("listGatewayCalls", readers, carried::list)
        .operation("showGatewayCall", readers, carried::show)
        .operation("discloseArguments", readers, carried::disclose)
        .operation("listFindings", Set.of(Role.OPERATOR), new Findings(database))
        .operation("showInfo", readers, new Info(config.service(), governance));
  }

  private static EvmClient client(ProxyConfig config) {
    try {
      return EvmClient.connect(
          new EvmEndpoint(config.governance().rpc(), config.governance().ws(), RPC_TIMEOUT),
          GovernanceErrors.all());
    } catch (IllegalArgumentException refused) {
      throw new StartupFailure(Exit.CONFIGURATION, "governance: " + refused.getMessage(), refused);
    }
  }

  private Vertx vertx(Database database) {
    Vertx vertx = ServiceVertx.start(database.scratch());
    parts.add(() -> vertx.close().toCompletionStage().toCompletableFuture().join());
    return vertx;
  }

  /** Port of the mutually authenticated listener. */
  int port() {
    return http.port();
  }

  /** Port of the management listener. */
  int managementPort() {
    return http.managementPort();
  }

  @Override
  public void close() throws Exception {
    parts.close();
  }
}
