package io.govchain.console;

import io.govchain.client.ClientSettings;
import io.govchain.client.LedgerClient;
import io.govchain.console.api.ConsoleApi;
import io.govchain.console.api.Pulse;
import io.govchain.console.api.Watch;
import io.govchain.console.documents.DocumentStore;
import io.govchain.console.documents.Documents;
import io.govchain.console.evidence.EvidenceVerifier;
import io.govchain.console.export.Exports;
import io.govchain.console.index.ChainIndexer;
import io.govchain.console.index.IndexSettings;
import io.govchain.console.monitor.Monitor;
import io.govchain.console.networks.OtherNetworks;
import io.govchain.console.page.StaticPage;
import io.govchain.console.proxy.OwnProxy;
import io.govchain.console.proxy.RegisteredProxy;
import io.govchain.console.relay.VoteRelay;
import io.govchain.console.rpc.GovernanceContracts;
import io.govchain.console.rpc.RpcPassThrough;
import io.govchain.console.statement.Statements;
import io.govchain.console.store.ConsoleStore;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.GovernanceErrors;
import io.govchain.service.config.ConfigLoader;
import io.govchain.service.config.KeyFiles;
import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.govchain.service.http.HttpService;
import io.govchain.service.http.HttpSettings;
import io.govchain.service.http.ManagementService;
import io.govchain.service.http.ServiceVertx;
import io.govchain.service.keys.AccountKey;
import io.govchain.service.launch.OpenParts;
import io.govchain.service.logging.Logs;
import io.govchain.service.loop.Loops;
import io.govchain.service.sending.PreparedTransactionTable;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Puts the console together; reads as its table of contents. */
@SuppressWarnings("try") // close() passes on whatever the parts throw
public final class Console implements AutoCloseable {
  private static final String RELAY_SCHEMA = "classpath:io/govchain/console/relay";
  private static final Duration RPC_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration PROXY_TIMEOUT = Duration.ofSeconds(10);

  private final ConsoleConfig config;
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Loops loops = new Loops(metrics);

  /** Closed in reverse order of opening. */
  private final OpenParts parts = new OpenParts();

  private HttpService http;

  private Console(ConsoleConfig config) {
    this.config = config;
  }

  /** Starts the console that this file describes. */
  public static Console start(Path file) throws Exception {
    return start(ConfigLoader.load(file, ConsoleConfig.class));
  }

  /** Starts a console, as soon as its chain answers. */
  public static Console start(ConsoleConfig config) throws Exception {
    Logs.configure(config.log());
    Console console = new Console(config);
    try {
      console.compose();
      return console;
    } catch (Exception | LinkageError failed) {
      console.parts.closeAfter(failed);
      throw failed;
    }
  }

  /** The port that browsers come to; useful when 0 was configured. */
  public int port() {
    return http.port();
  }

  /** The port of health and metrics. */
  public int managementPort() {
    return http.managementPort();
  }

  private void compose() throws IOException, InterruptedException {
    Listening listening = Listening.of(config);
    EvmClient client = parts.add(EvmClient.connect(endpoint(), GovernanceErrors.all()));
    FirstContact contact = new FirstContact(config, client);
    ManagementService management = management(contact);
    ConsoleStore store = parts.add(contact.open(metrics));
    GovernanceChain chain = GovernanceChain.connect(client);
    ChainIndexer indexer = parts.add(ChainIndexer.start(store, chain, IndexSettings.standard()));
    Clock clock = Clock.systemUTC();
    parts.add(Monitor.start(store, indexer::status, config.alerts(), clock, loops));
    Pulse pulse = new Pulse(indexer::status, clock);
    Statements statements = new Statements(chain, store.nonces(), clock);
    GovernanceContracts contracts = new GovernanceContracts(chain);
    Optional<OwnProxy> proxy = proxy(chain, listening);
    Optional<VoteRelay> relay = relay(chain, client);

    OtherNetworks others = parts.add(others(chain, store));

    StaticPage page = StaticPage.ofClasspath();
    Vertx vertx = ServiceVertx.start(store.database().scratch());
    parts.add(() -> vertx.close().toCompletionStage().toCompletableFuture().join());
    ConsoleApi.Parts api =
        new ConsoleApi.Parts(
            store,
            pulse,
            contracts,
            chain::chainId,
            store.genesis(),
            network(),
            config.networks().stream().map(Console::network).toList(),
            other -> others.sharesTheChainId(URI.create(other.url().orElseThrow())),
            statements,
            new Watch(store, statements, config.institution(), proxy),
            proxy,
            relay,
            documents(chain, store, statements),
            config.documents().maxBytes(),
            parts.add(new EvidenceVerifier(store, chain, vertx, config.verification().nodes())),
            new Exports(store, store.database().scratch()),
            parts.add(
                new RpcPassThrough(
                    config.governance().rpc(),
                    contracts,
                    chain::chainId,
                    () -> pulse.status().head().orElseGet(() -> client.latestHeader().number()))),
            config.alerts(),
            page.version());
    observe(pulse);
    http =
        parts.add(
            HttpService.start(
                vertx,
                new HttpService.Parts(
                    config.listen(),
                    config.management(),
                    listening.access(),
                    settings(),
                    Optional.of(ConsoleApi.of(api)),
                    Optional.empty(),
                    Optional.of(page::handle),
                    Probes.of(store, pulse, config.alerts(), loops),
                    metrics),
                management));
  }

  /** Whoever looks after the console is told at once what it waits for. */
  private ManagementService management(FirstContact contact) {
    Vertx vertx = ServiceVertx.withoutFiles();
    parts.add(() -> vertx.close().toCompletionStage().toCompletableFuture().join());
    return parts.add(
        ManagementService.start(vertx, config.management(), settings(), contact.probes(), metrics));
  }

  private OtherNetworks others(GovernanceChain chain, ConsoleStore store) {
    return OtherNetworks.start(
        new OtherNetworks.Identity(chain.chainId(), store.genesis()),
        config.networks().stream().map(ConsoleConfig.OtherNetwork::url).toList(),
        loops);
  }

  private Documents documents(GovernanceChain chain, ConsoleStore store, Statements statements) {
    Path directory =
        config
            .documents()
            .directory()
            .orElseGet(() -> config.database().toAbsolutePath().resolveSibling("documents"));
    return new Documents(
        new DocumentStore(directory), chain, store, statements, config.documents().maxTotalBytes());
  }

  private Optional<OwnProxy> proxy(GovernanceChain chain, Listening listening) throws IOException {
    if (config.proxy().isEmpty()) {
      return Optional.empty();
    }
    ConsoleConfig.OwnProxy own = config.proxy().get();
    LedgerClient client =
        new LedgerClient(
            new ClientSettings(
                own.url(), own.fingerprint().value(), own.certificate(), own.key(), PROXY_TIMEOUT));
    boolean shares = own.evidence().orElse(listening.isLoopback());
    RegisteredProxy registered =
        new RegisteredProxy(chain, own.service(), own.fingerprint().value());
    return Optional.of(parts.add(new OwnProxy(client, registered::find, shares)));
  }

  private Optional<VoteRelay> relay(GovernanceChain chain, EvmClient client) {
    if (config.relay().isEmpty()) {
      return Optional.empty();
    }
    KeyFiles files = config.relay().get();
    Path file = config.database().toAbsolutePath().resolveSibling("relay.db");
    // Metrics of databases have no name of their own; the index has them.
    Database database =
        parts.add(
            Database.open(
                file, RELAY_SCHEMA, DatabaseSettings.standard(), new SimpleMeterRegistry()));
    VoteRelay relay =
        parts.add(
            new VoteRelay(
                chain,
                client,
                AccountKey.open(files).chain(),
                new PreparedTransactionTable(database)));
    relay.resume();
    return Optional.of(relay);
  }

  private void observe(Pulse pulse) {
    Gauge.builder("govchain.console.index.lag", () -> pulse.status().lag())
        .description("Blocks that are still to be indexed")
        .register(metrics);
    Gauge.builder("govchain.console.chain.stalled.seconds", pulse::stalledSeconds)
        .description("Since the newest block was seen first")
        .register(metrics);
  }

  private HttpSettings settings() {
    return new HttpSettings(
        2 << 20,
        config.limits().receiveTimeout(),
        Duration.ofSeconds(20),
        Duration.ofSeconds(60),
        1024,
        config.limits().streamsPerAddress(),
        Duration.ofSeconds(5));
  }

  private EvmEndpoint endpoint() {
    return new EvmEndpoint(config.governance().rpc(), config.governance().ws(), RPC_TIMEOUT);
  }

  private ConsoleApi.Network network() {
    ConsoleConfig.Network network = config.network();
    return new ConsoleApi.Network(network.name(), word(network.environment()), Optional.empty());
  }

  private static ConsoleApi.Network network(ConsoleConfig.OtherNetwork other) {
    return new ConsoleApi.Network(
        other.name(), word(other.environment()), Optional.of(other.url().toString()));
  }

  private static String word(ConsoleConfig.Environment environment) {
    return environment.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() throws Exception {
    parts.close();
  }
}
