package io.govchain.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.StepSide;
import io.govchain.console.world.Answer;
import io.govchain.console.world.ConsoleWorld;
import io.govchain.console.world.Contract;
import io.govchain.console.world.Statement;
import io.govchain.evm.signing.SigningKey;
import io.govchain.governance.Pipeline;
import io.govchain.testnet.consortium.BusinessApplication;
import io.govchain.testnet.consortium.BusinessChain;
import io.govchain.testnet.consortium.Consortium;
import io.govchain.testnet.consortium.EvidenceFunctions;
import io.govchain.testnet.consortium.Member;
import io.govchain.testnet.consortium.MemberServices;
import io.govchain.testnet.consortium.Progress;
import io.govchain.testnet.consortium.Setup;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A console of an institution with a real proxy over mutual TLS, after a real call across two
 * chains.
 */
class OwnProxyTest {
  private static final Contract CONTRACT = new Contract();
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static ConsoleWorld world;
  private static Member court;
  private static Member archive;
  private static MemberServices own;
  private static MemberServices archiveServices;
  private static String transaction;

  @BeforeAll
  static void found(@TempDir Path home) throws Exception {
    Map<String, String> founders = new LinkedHashMap<>();
    founders.put("court", "City Court");
    founders.put("archive", "City Archive");
    Duration block = Duration.ofMillis(250);
    Consortium consortium =
        Consortium.found(
            Setup.embedded(home.resolve("consortium")).withBlockTimes(block, block),
            founders,
            Progress.silent());
    court = consortium.genesisMember("court");
    archive = consortium.genesisMember("archive");
    List<Member> members = List.of(court, archive);
    consortium.activateAccounts(members);
    List<BusinessChain> chains = consortium.startBusinessChains(members, "evidence-chain");
    List<MemberServices> services = consortium.register(members, chains);
    consortium.launchProxies();
    BusinessApplication application =
        consortium.registerApplication(court, services.get(0), "notary-app");
    Pipeline pipeline =
        consortium.connect(
            application, court, services.get(0), archive, services.get(1), "evidence-sharing");
    consortium.awaitProxies();
    transaction = carry(application, pipeline, services);
    own = services.get(0);
    archiveServices = services.get(1);
    world =
        ConsoleWorld.beside(consortium, home, proxy("") + "verification: {nodes: [127.0.0.0/8]}\n");
    world.awaitIndexed();
  }

  private static String proxy(String more) {
    return proxy(own.crosschainProxy().endpoint(), own.operatorCertificate(), more);
  }

  private static String proxy(URI endpoint, Path certificate, String more) {
    return "proxy: {url: '%s', fingerprint: '%s', certificate: '%s', key: '%s'%s}\n"
        .formatted(
            endpoint,
            own.crosschainProxyFingerprint(),
            certificate.resolve("tls.crt"),
            certificate.resolve("tls.key"),
            more);
  }

  private static String carry(
      BusinessApplication application, Pipeline pipeline, List<MemberServices> services)
      throws Exception {
    String digest = "0x" + "7".repeat(64);
    ApplicationCall call =
        application.sign(
            pipeline,
            steps ->
                steps
                    .write(
                        StepSide.SOURCE,
                        services.get(0).contract(),
                        EvidenceFunctions.STORE,
                        digest,
                        "one")
                    .write(
                        StepSide.TARGET,
                        services.get(1).contract(),
                        EvidenceFunctions.STORE,
                        digest,
                        "one"),
            120);
    application.client().submit(call.body());
    JsonNode end = application.client().await(call.transaction(), PATIENCE);
    assertThat(end.path("status").asText()).isEqualTo("settled");
    return call.transaction();
  }

  @AfterAll
  static void end() {
    if (world != null) {
      world.close();
    }
  }

  @Test
  void shouldSayWhoseProxyItHas_whenTheProxyIsRegistered() {
    JsonNode proxy =
        world
            .await("/v1/network", answer -> answer.json().at("/proxy/institution").isTextual())
            .json()
            .path("proxy");
    assertThat(proxy.path("institution").asText())
        .isEqualTo(world.consortium.chain().institution("court").orElseThrow().id());
    assertThat(proxy.path("service").asText()).isEqualTo("court/crosschain-proxy");
  }

  @Test
  void shouldShowTheTransaction_whenItIsSettled() {
    Answer answer =
        world.await(
            "/v1/transactions/" + transaction,
            told -> told.json().path("status").asText().equals("SETTLED"));
    assertThat(CONTRACT.complaint("/v1/transactions/{id}", "get", answer)).isEmpty();
    assertThat(CONTRACT.unnamed("/v1/transactions/{id}", "get", answer)).isEmpty();
    assertThat(answer.json().path("steps")).hasSize(2);
    Answer list = world.get("/v1/transactions?institution=court&status=SETTLED");
    assertThat(CONTRACT.complaint("/v1/transactions", "get", list)).isEmpty();
    assertThat(CONTRACT.unnamed("/v1/transactions", "get", list)).isEmpty();
    assertThat(list.json().at("/items/0/id").asText()).isEqualTo(transaction);
  }

  @Test
  void shouldExportTheLedger_whenAFormatIsAskedFor() {
    String csv = world.get("/v1/exports/transactions?format=csv").text();
    assertThat(csv).startsWith("\ufeff").contains(transaction).contains("SETTLED");
    JsonNode json = world.get("/v1/exports/transactions?format=json").json();
    assertThat(json.at("/0/id").asText()).isEqualTo(transaction);
    byte[] xlsx = world.get("/v1/exports/transactions?format=xlsx").body();
    assertThat(new String(xlsx, 0, 2, StandardCharsets.US_ASCII)).isEqualTo("PK");
  }

  @Test
  void shouldAskItsProxy_whenFindingsAndEscalationsAreAskedFor() {
    Answer findings = world.get("/v1/findings");
    assertThat(findings.status()).as(findings.text()).isEqualTo(200);
    assertThat(CONTRACT.complaint("/v1/findings", "get", findings)).isEmpty();
    assertThat(CONTRACT.unnamed("/v1/findings", "get", findings)).isEmpty();
    Answer escalations = world.get("/v1/escalations");
    assertThat(CONTRACT.complaint("/v1/escalations", "get", escalations)).isEmpty();
    assertThat(CONTRACT.unnamed("/v1/escalations", "get", escalations)).isEmpty();
    assertThat(escalations.json().has("ownProblem")).isFalse();
  }

  @Test
  void shouldKeepBackWhatItsProxyFound_whenEvidenceIsNotShared(@TempDir Path home)
      throws Exception {
    ConsoleWorld reticent = ConsoleWorld.beside(world.consortium, home, proxy(", evidence: false"));
    try {
      Answer findings = reticent.get("/v1/findings");
      assertThat(findings.status()).as(findings.text()).isEqualTo(403);
      assertThat(findings.code()).isEqualTo("proxy-not-shared");
      Answer escalations = reticent.get("/v1/escalations");
      assertThat(escalations.status()).as(escalations.text()).isEqualTo(200);
      assertThat(CONTRACT.complaint("/v1/escalations", "get", escalations)).isEmpty();
      assertThat(escalations.json().has("ownProblem")).isFalse();
    } finally {
      reticent.console.close();
    }
  }

  @Test
  void shouldSayThatItMayNotAsk_whenItsCertificateIsNoOperators(@TempDir Path home)
      throws Exception {
    Path strange = archiveServices.operatorCertificate();
    says(
        ConsoleWorld.beside(
            world.consortium, home, proxy(own.crosschainProxy().endpoint(), strange, "")),
        "proxy-role-refused");
  }

  @Test
  void shouldSayThatNobodyAnswers_whenTheProxyIsStopped(@TempDir Path home) throws Exception {
    URI nobody;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("https://127.0.0.1:" + free.getLocalPort());
    }
    says(
        ConsoleWorld.beside(world.consortium, home, proxy(nobody, own.operatorCertificate(), "")),
        "proxy-unreachable");
  }

  /** That list and page tell why the own proxy says nothing, and what the chain says beside. */
  private static void says(ConsoleWorld asked, String code) throws Exception {
    try {
      asked.await("/v1/transactions/" + transaction, answer -> answer.status() == 200);
      Answer list = asked.get("/v1/escalations");
      assertThat(list.status()).as(list.text()).isEqualTo(200);
      assertThat(CONTRACT.complaint("/v1/escalations", "get", list)).isEmpty();
      assertThat(list.json().at("/ownProblem/code").asText()).isEqualTo(code);
      Answer one = asked.get("/v1/escalations/" + transaction);
      assertThat(one.status()).as(one.text()).isEqualTo(200);
      assertThat(CONTRACT.complaint("/v1/escalations/{id}", "get", one)).isEmpty();
      assertThat(one.json().at("/ownProblem/code").asText()).isEqualTo(code);
      assertThat(one.json().at("/transaction/id").asText()).isEqualTo(transaction);
    } finally {
      asked.console.close();
    }
  }

  @Test
  void shouldProveTheStep_whenTheEvidenceIsTheOneOnTheLedger() {
    for (int step = 0; step < 2; step++) {
      String evidence = evidence(step);
      Answer verified = verify(evidence, step);
      assertThat(CONTRACT.complaint("/v1/evidence/verify", "post", verified)).isEmpty();
      assertThat(CONTRACT.unnamed("/v1/evidence/verify", "post", verified)).isEmpty();
      assertThat(verified.json().path("verdict").asText()).as(verified.text()).isEqualTo("PROVEN");
      assertThat(verified.json().path("confirmedBy").size())
          .as("nodes that have the block")
          .isPositive();
    }
  }

  @Test
  void shouldAskNobody_whenTheNodeIsAtAnAddressThatIsNotListed(@TempDir Path home)
      throws Exception {
    String evidence = evidence(0);
    ConsoleWorld guarded = ConsoleWorld.beside(world.consortium, home, "");
    try {
      guarded.awaitIndexed();
      Answer verified = verify(guarded, evidence, 0);
      assertThat(verified.json().path("verdict").asText()).isEqualTo("CANNOT_TELL");
      assertThat(failed(verified)).containsExactly("block", "node-addresses");
      assertThat(verified.text()).contains("a loopback address", "verification.nodes");
    } finally {
      guarded.console.close();
    }
  }

  @Test
  void shouldProveNothing_whenEvidenceIsChangedOrOfAnotherStep() {
    String evidence = evidence(0);
    Answer other = verify(evidence, 1);
    assertThat(other.json().path("verdict").asText()).isEqualTo("NOT_PROVEN");
    assertThat(failed(other)).contains("tag", "digest-on-ledger");
    Answer changed = verify(evidence.replaceFirst("\"chainId\":\\s*\\d+", "\"chainId\":1"), 0);
    assertThat(changed.json().path("verdict").asText()).isEqualTo("NOT_PROVEN");
    Answer rubbish = verify("not evidence", 0);
    assertThat(rubbish.json().path("verdict").asText()).isEqualTo("NOT_PROVEN");
    assertThat(failed(rubbish)).contains("proof");
  }

  @Test
  void shouldOrderNothing_whenTheSignatoryIsOfAnotherInstitution() {
    Answer refused = retry(archive.operator().key());
    assertThat(refused.status()).as(refused.text()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("role-refused");
  }

  @Test
  void shouldPassOnTheProxysRefusal_whenThereIsNothingToRetry() {
    Answer refused = retry(court.operator().key());
    assertThat(refused.status()).as(refused.text()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("transaction-not-escalated");
  }

  private static Answer retry(SigningKey key) {
    Statement statement = Statement.now(world, key, "retry-escalation", transaction, "");
    return world.post(
        "/v1/escalations/" + transaction + "/retry",
        statement.signed(key, world.consortium.chain().chainId()));
  }

  private static String evidence(int step) {
    JsonNode steps =
        world
            .await(
                "/v1/transactions/" + transaction,
                told -> told.json().path("status").asText().equals("SETTLED"))
            .json()
            .path("steps");
    String digest = steps.path(step).path("outcomeDigest").asText();
    Answer held = world.get("/v1/transactions/" + transaction + "/evidence/" + digest);
    assertThat(held.status()).as(held.text()).isEqualTo(200);
    assertThat(CONTRACT.complaint("/v1/transactions/{id}/evidence/{digest}", "get", held))
        .isEmpty();
    return held.json().path("text").asText();
  }

  private static Answer verify(String evidence, int step) {
    return verify(world, evidence, step);
  }

  private static Answer verify(ConsoleWorld asked, String evidence, int step) {
    return asked.send(
        HttpRequest.newBuilder(
                asked.address(
                    "/v1/evidence/verify?transaction=%s&step=%d".formatted(transaction, step)))
            .header("content-type", "application/octet-stream")
            .POST(HttpRequest.BodyPublishers.ofString(evidence)));
  }

  private static List<String> failed(Answer verified) {
    List<String> names = new java.util.ArrayList<>();
    verified
        .json()
        .path("checks")
        .forEach(
            check -> {
              if (!check.path("passed").asBoolean()) {
                names.add(check.path("name").asText());
              }
            });
    return names;
  }
}
