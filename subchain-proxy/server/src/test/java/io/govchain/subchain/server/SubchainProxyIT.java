package io.govchain.subchain.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.govchain.adapter.evm.LocalChain;
import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.Envelope;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.MessageDraft;
import io.govchain.amdp.MessageFactory;
import io.govchain.amdp.StepAction;
import io.govchain.amdp.StepKind;
import io.govchain.amdp.StepResult;
import io.govchain.amdp.StepTag;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.send.Call;
import io.govchain.evm.send.PreparedTransactions;
import io.govchain.evm.send.SenderSettings;
import io.govchain.evm.send.TransactionSender;
import io.govchain.evm.signing.KeystoreFile;
import io.govchain.evm.signing.SigningKey;
import io.govchain.evm.signing.UnsignedTransaction;
import io.govchain.governance.Application;
import io.govchain.governance.Paths;
import io.govchain.governance.Service;
import io.govchain.governance.StepRecord;
import io.govchain.governance.Subchain;
import io.govchain.governance.TransactionRecord;
import io.govchain.service.config.ConfigLoader;
import io.govchain.service.config.ListenAddress;
import io.govchain.service.exit.StartupFailure;
import io.govchain.service.http.HttpService;
import io.govchain.service.http.HttpSettings;
import io.govchain.service.http.Response;
import io.govchain.service.tls.TlsPeer;
import io.govchain.subchain.world.ProxyUnderTest;
import io.govchain.subchain.world.ValueGovernance;
import io.govchain.subchain.world.World;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole proxy over real TLS, with the packaged plugin on a real chain; only the governance
 * chain's records are values.
 */
@Timeout(180)
class SubchainProxyIT {

  private static final String PACKAGED = System.getProperty("govchain.plugins");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;
  private final ValueGovernance governance = new ValueGovernance(new World());
  private final World world = governance.world;
  private final List<Envelope> partnerInbox = new CopyOnWriteArrayList<>();
  private final Vertx vertx = Vertx.vertx();
  private Party server;
  private Party application;
  private Party partner;
  private HttpService partnerService;
  private LocalChain chain;
  private RunningProxy proxy;

  @BeforeEach
  void start() throws Exception {
    chain = LocalChain.start(4242);
    world.contractAddress = deploy();
    world.contract("registry", Subchain.Status.ACTIVE);
    server = Party.create(folder, "tls");
    application = Party.create(folder, "application");
    partner = Party.create(folder, "partner");
    keystore("account", new byte[] {2});
    keystore("chain", new byte[] {7, 7});
    partnerService = partnerService();
    register();
    proxy = run(PACKAGED, "");
  }

  @AfterEach
  void stop() throws Exception {
    proxy.close();
    partnerService.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    chain.close();
  }

  private RunningProxy run(String plugins, String more) throws Exception {
    Path file = folder.resolve("proxy.yaml");
    Files.writeString(
        file,
        """
        service: %s
        listen: {port: 0}
        management: {port: 0}
        tls: {certificate: tls.crt, key: tls.key}
        key: {keystore: account.json, passwordFile: account.password}
        governance: {rpc: "http://127.0.0.1:1"}
        database: proxy.db
        adapter:
          kind: evm
          plugins: %s
          settings: {rpc: "%s", keystore: chain.json, passwordFile: chain.password}
        %s
        """
            .formatted(World.PROXY, plugins, chain.http(), more));
    return RunningProxy.start(
        ConfigLoader.load(file, ProxyConfig.class, Map.of()), folder, governance);
  }

  @Test
  void shouldCarryACallToItsPartnerAndAStepToTheChain() throws Exception {
    JsonNode info = JSON.readTree(get("/v1/info").body());
    assertThat(info.get("governanceBlockTime").asLong()).isEqualTo(World.NOW);
    assertThat(info.get("pipelines").get(0).get("constraint").asText()).isEqualTo(World.CONSTRAINT);

    ApplicationCall call = world.call().sign(world.applicationKey);
    HttpResponse<String> accepted = submit(call.body());
    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
    HttpResponse<String> again = submit(call.body());
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(again.body()).get("duplicate").asBoolean()).isTrue();
    HttpResponse<String> other = submit(world.call().sign(world.applicationKey).body());
    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(JSON.readTree(other.body()).get("code").asText()).isEqualTo("request-conflict");
    assertThat(JSON.readTree(other.body()).get("detail").asText())
        .contains("was used before", call.transaction(), "which is ", "/v1/transactions/");

    ProxyUnderTest.await("the forward", () -> partnerInbox.size() == 1);
    MessageData.Forward forward = (MessageData.Forward) partnerInbox.getFirst().claimed().data();
    assertThat(forward.call()).isEqualTo(call.envelope());

    governance.open(call.transaction(), TransactionRecord.Status.OPEN);
    Envelope order = order(call, forward.arguments().getFirst());
    assertThat(order(order).statusCode()).isEqualTo(202);
    assertThat(order(order).statusCode()).isEqualTo(200);

    ProxyUnderTest.await("the outcome", () -> partnerInbox.size() == 2);
    MessageData.Outcome outcome = (MessageData.Outcome) partnerInbox.get(1).claimed().data();
    assertThat(outcome.result()).isEqualTo(StepResult.SUCCEEDED);
    assertThat(outcome.evidence().orElseThrow()).contains("\"kind\":\"evm-transaction\"");
    String hash = outcome.subchainTransaction().orElseThrow();
    assertThat(chain.client().receipt(hash).orElseThrow().succeeded()).isTrue();

    JsonNode shown = JSON.readTree(get("/v1/transactions/" + call.transaction()).body());
    assertThat(shown.get("status").asText()).isEqualTo("received");
    assertThat(shown.get("steps")).hasSize(2);
    assertThat(shown.has("notice")).as("all is within reach").isFalse();
    JsonNode list = JSON.readTree(get("/v1/transactions?limit=5&status=received").body());
    assertThat(list.get("transactions")).hasSize(1);
    assertThat(ready().statusCode()).as(ready().body()).isEqualTo(200);
    assertThat(management("/openapi.yaml").body()).contains("submitCall");
    assertThat(management("/metrics").body()).contains("govchain_calls_total");
  }

  @Test
  void shouldSayWhenToComeBack_whenTheApplicationAsksForTooMuch() throws Exception {
    proxy.close();
    proxy = run(PACKAGED, "limits: {callsPerSecondPerApplication: 1}");
    submit(world.call().sign(world.applicationKey).body());

    HttpResponse<String> refused = submit(world.call().sign(world.applicationKey).body());

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("retry-after")).contains("1");
    assertThat(JSON.readTree(refused.body()).get("code").asText()).isEqualTo("rate-limited");
  }

  @Test
  void shouldTakeNoNewCall_whenAsManyAsMayBeAreUnderWay() throws Exception {
    proxy.close();
    proxy = run(PACKAGED, "limits: {unfinishedCallsPerApplication: 1}");
    ApplicationCall first = world.call().sign(world.applicationKey);
    submit(first.body());

    HttpResponse<String> refused =
        submit(world.call().request("another").sign(world.applicationKey).body());

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("retry-after")).contains("5");
    assertThat(JSON.readTree(refused.body()).get("code").asText()).isEqualTo("too-many-unfinished");
    assertThat(submit(first.body()).statusCode()).as("the call that is under way").isEqualTo(200);
  }

  @Test
  void shouldAlarm_whenTheChainShowsOtherwiseThanWasTold() throws Exception {
    Party operator = Party.create(folder, "operator");
    proxy.close();
    proxy =
        run(
            PACKAGED,
            "checks: {every: 1s}\noperators: [\"%s\"]".formatted(operator.fingerprint().value()));
    String empty = chain.client().rpc("evm_snapshot").asText();
    ApplicationCall done = world.call().sign(world.applicationKey);
    submit(done.body());
    ProxyUnderTest.await("the forward", () -> partnerInbox.size() == 1);
    String disclosure =
        ((MessageData.Forward) partnerInbox.getFirst().claimed().data()).arguments().getFirst();
    String hash =
        outcome(done, disclosure, TransactionRecord.Status.OPEN, StepResult.SUCCEEDED)
            .subchainTransaction()
            .orElseThrow();
    ApplicationCall denied = world.call().request("another").sign(world.applicationKey);
    outcome(denied, disclosure, TransactionRecord.Status.COMPENSATING, StepResult.NOT_EXECUTED);
    ended(done, TransactionRecord.Status.SETTLED, StepRecord.Outcome.SUCCEEDED);
    ended(denied, TransactionRecord.Status.COMPENSATED, StepRecord.Outcome.NOT_EXECUTED);
    double before = metric("govchain_chain_comparisons_total");
    ProxyUnderTest.await(
        "some looks", () -> metric("govchain_chain_comparisons_total") > before + 6);
    assertThat(findings(operator)).isEmpty();

    String stray = writeBehindTheProxysBack(denied.transaction());
    ProxyUnderTest.await("what was told as never done", () -> findings(operator).size() == 1);
    assertThat(findings(operator).getFirst())
        .contains(denied.transaction(), stray, "told as not-executed");

    chain.client().rpc("evm_revert", empty);
    ProxyUnderTest.await(
        "what was told as done",
        () -> findings(operator).stream().anyMatch(text -> text.contains(hash)));
    assertThat(findings(operator).stream().filter(text -> text.contains(hash)).findFirst())
        .get()
        .asString()
        .contains(done.transaction(), "no block of the subchain has it");
    ProxyUnderTest.await("the other is gone", () -> findings(operator).size() == 1);
    assertThat(metric("govchain_alarms_total{code=\"Contradiction\"}")).isEqualTo(2);
    assertThat(metric("govchain_findings{kind=\"contradictory\"}")).isEqualTo(1);
    assertThat(get("/v1/findings").statusCode()).as("an application").isEqualTo(403);
  }

  private MessageData.Outcome outcome(
      ApplicationCall call, String disclosure, TransactionRecord.Status status, StepResult expected)
      throws Exception {
    int before = partnerInbox.size();
    governance.open(call.transaction(), status);
    order(order(call, disclosure));
    ProxyUnderTest.await("the outcome", () -> partnerInbox.size() == before + 1);
    MessageData.Outcome told = (MessageData.Outcome) partnerInbox.get(before).claimed().data();
    assertThat(told.result()).isEqualTo(expected);
    return told;
  }

  private void ended(
      ApplicationCall call, TransactionRecord.Status status, StepRecord.Outcome outcome) {
    governance.put(
        call.transaction(),
        status,
        true,
        outcome,
        StepRecord.Verdict.NONE,
        StepRecord.Compensation.NONE);
  }

  /** With the proxy's key, as the step of a transaction. */
  private String writeBehindTheProxysBack(String transaction) {
    SigningKey key = KeystoreFile.open(folder.resolve("chain.json"), "a password".toCharArray());
    UnsignedTransaction unsigned =
        new UnsignedTransaction(
            chain.client().chainId(),
            chain.client().transactionCount(key.address()),
            Optional.of("0x" + "0e".repeat(20)),
            BigInteger.ZERO,
            Hex.of(new StepTag(transaction, 0, StepAction.EXECUTE).bytes()),
            100_000,
            UnsignedTransaction.GasPrice.zero());
    return chain.client().sendRaw(key.signTransaction(unsigned).raw());
  }

  private List<String> findings(Party operator) {
    try {
      String body = operator.get(server, proxy.port(), "/v1/findings").body();
      List<String> all = new ArrayList<>();
      JSON.readTree(body).get("findings").forEach(each -> all.add(each.toString()));
      return all;
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** 0 while there is none. */
  private double metric(String name) {
    try {
      return management("/metrics")
          .body()
          .lines()
          .filter(line -> line.startsWith(name + " "))
          .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
          .findFirst()
          .orElse(0);
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Test
  void shouldNotLetInOrTell_whenTheCertificateIsAnothers() throws Exception {
    ApplicationCall call = world.call().sign(world.applicationKey);
    submit(call.body());
    Party stranger = Party.create(folder, "stranger");

    assertThat(stranger.get(server, proxy.port(), "/v1/info").statusCode()).isEqualTo(403);
    assertThat(partner.post(server, proxy.port(), "/v1/calls", call.body()).statusCode())
        .isEqualTo(403);
    assertThat(get("/v1/transactions/0x" + "00".repeat(32)).statusCode()).isEqualTo(404);
  }

  @Test
  void shouldSayItIsNotReady_whenTheSubchainIsGone() throws Exception {
    ProxyUnderTest.await("health", () -> statusOfReady() == 200);

    chain.close();

    ProxyUnderTest.await("bad health", () -> statusOfReady() == 503);
    assertThat(ready().body()).contains("subchain").contains(chain.http().toString());
  }

  @Test
  void shouldRunAndSayWhatIsMissing_whenThePluginIsNotThere() throws Exception {
    proxy.close();
    Path empty = Files.createDirectory(folder.resolve("no-plugins"));
    proxy = run(empty.toString(), "");

    assertThat(management("/health/live").statusCode()).isEqualTo(200);
    assertThat(ready().statusCode()).isEqualTo(503);
    assertThat(ready().body()).contains(empty.toString()).contains("kinds found []");
    assertThat(submit(world.call().sign(world.applicationKey).body()).statusCode()).isEqualTo(202);
  }

  @Test
  void shouldNotStart_whenASettingOfTheAdapterIsWrong() throws Exception {
    proxy.close();
    Files.delete(folder.resolve("chain.password"));

    assertThatThrownBy(() -> run(PACKAGED, ""))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("adapter.settings.keystore")
        .hasMessageContaining("chain.password");
  }

  private Envelope order(ApplicationCall call, String disclosure) {
    MessageDraft draft =
        MessageDraft.to(World.PROXY)
            .transaction(call.transaction())
            .pipeline(World.PIPELINE, World.CONSTRAINT)
            .step(0)
            .valid(World.NOW, World.NOW + 600);
    return new MessageFactory(world.partnerKey, World.PARTNER, new SecureRandom())
        .sign(
            draft,
            new MessageData.Execute(
                StepAction.EXECUTE,
                World.STORE,
                world.contractAddress,
                World.WRITE,
                StepKind.WRITE,
                disclosure));
  }

  private HttpResponse<String> order(Envelope envelope) throws Exception {
    return partner.post(server, proxy.port(), HttpService.MESSAGES_PATH, envelope.json());
  }

  private HttpResponse<String> submit(String body) throws Exception {
    return application.post(server, proxy.port(), "/v1/calls", body);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return application.get(server, proxy.port(), path);
  }

  private HttpResponse<String> ready() throws Exception {
    return management("/health/ready");
  }

  private int statusOfReady() {
    try {
      return ready().statusCode();
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  private HttpResponse<String> management(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + proxy.managementPort() + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private HttpService partnerService() {
    return HttpService.start(
        vertx,
        new HttpService.Parts(
            new ListenAddress("127.0.0.1", 0),
            new ListenAddress("127.0.0.1", 0),
            partner.tls(),
            fingerprint ->
                fingerprint.equals(server.fingerprint())
                    ? Set.of(new TlsPeer(TlsPeer.Role.SERVICE, World.PROXY))
                    : Set.of(),
            HttpSettings.standard(),
            Optional.empty(),
            Optional.of(
                request -> {
                  Envelope envelope = Envelope.parse(request.body());
                  partnerInbox.add(envelope);
                  return Response.json(
                      202, JSON.createObjectNode().put("acknowledged", envelope.claimed().id()));
                }),
            List.of(),
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)));
  }

  private void register() {
    Application known = world.application(World.APPLICATION).orElseThrow();
    world.applications.put(
        known.id(),
        new Application(
            known.id(),
            known.path(),
            known.institution(),
            known.subchain(),
            known.key(),
            known.publicKey(),
            application.fingerprint().value(),
            known.status()));
    service(World.PROXY, server, "https://127.0.0.1:1");
    service(World.PARTNER, partner, "https://127.0.0.1:" + partnerService.port());
  }

  private void service(String path, Party party, String endpoint) {
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
            endpoint,
            party.fingerprint().value(),
            known.pairedWith()));
  }

  private void keystore(String name, byte[] lastBytes) throws Exception {
    byte[] key = new byte[32];
    System.arraycopy(lastBytes, 0, key, 32 - lastBytes.length, lastBytes.length);
    Files.writeString(folder.resolve(name + ".password"), "a password");
    KeystoreFile.create(
        folder.resolve(name + ".json"),
        "a password".toCharArray(),
        KeystoreFile.Strength.LIGHT,
        key);
  }

  private String deploy() throws Exception {
    try (InputStream in =
            getClass().getResourceAsStream("/io/govchain/contracts/bytecode/EvidenceStore.hex");
        TransactionSender deployer =
            new TransactionSender(
                chain.client(),
                SigningKey.random(),
                PreparedTransactions.inMemory(),
                SenderSettings.zeroFee())) {
      String code = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      return deployer
          .submit("deploy", Call.create(code, 3_000_000))
          .get(30, TimeUnit.SECONDS)
          .contractAddress()
          .orElseThrow();
    }
  }
}
