package io.govchain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.AuditorCredential;
import io.govchain.amdp.Evidence;
import io.govchain.amdp.StepSide;
import io.govchain.client.ClientSettings;
import io.govchain.client.LedgerClient;
import io.govchain.client.ProxyRefusedException;
import io.govchain.evm.abi.FunctionSignature;
import io.govchain.governance.Pipeline;
import io.govchain.service.config.TlsFiles;
import io.govchain.service.keys.Signers;
import io.govchain.service.tls.TlsCertificates;
import io.govchain.testnet.consortium.BusinessApplication;
import io.govchain.testnet.consortium.BusinessChain;
import io.govchain.testnet.consortium.Consortium;
import io.govchain.testnet.consortium.EvidenceFunctions;
import io.govchain.testnet.consortium.KeyFile;
import io.govchain.testnet.consortium.Member;
import io.govchain.testnet.consortium.MemberServices;
import io.govchain.testnet.consortium.Progress;
import io.govchain.testnet.consortium.Setup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * People decide by commands about calls whose first step cannot be undone: what was withdrawn stays
 * withdrawn. Real chains, real proxies of two institutions.
 */
class EscalationByCommandsTest {
  private static final Duration BLOCK_TIME = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String SETTLEMENT = "entered by hand, journal 4711";

  @TempDir private static Path directory;
  private static Consortium consortium;
  private static MemberServices registry;
  private static MemberServices court;
  private static CommandLineUser governor;
  private static BusinessChain registryChain;
  private static BusinessChain courtChain;
  private static BusinessApplication application;
  private static Pipeline pipeline;

  @BeforeAll
  static void start() {
    consortium =
        Consortium.found(
            Setup.embedded(directory.resolve("world")).withBlockTimes(BLOCK_TIME, BLOCK_TIME),
            Map.of("court", "City Court"),
            Progress.silent());
    Member courtMember = consortium.genesisMember("court");
    Member registryMember = consortium.newcomer("registry", "City Land Registry");
    consortium.admit(registryMember, randomDigest());
    List<Member> members = List.of(registryMember, courtMember);
    consortium.activateAccounts(members);
    List<BusinessChain> chains = consortium.startBusinessChains(members, "evidence-chain");
    registryChain = chains.get(0);
    courtChain = chains.get(1);
    List<MemberServices> services = consortium.register(members, chains);
    registry = services.get(0);
    court = services.get(1);
    application = consortium.registerApplication(registryMember, registry, "notary-app");
    pipeline =
        consortium.connect(application, registryMember, registry, courtMember, court, "evidence");
    consortium.startProxies();
    String rpc = consortium.network().rpc().toString();
    governor = CommandLineUser.of(rpc, courtMember.governor());
  }

  @AfterAll
  static void end() {
    if (consortium != null) {
      consortium.close();
    }
  }

  @Test
  void shouldEnd_whenAllAgreeToOneSettlement() throws Exception {
    String id = escalated();

    assertThat(of(registry, "escalation", "list").json().findValuesAsText("transaction"))
        .contains(id);
    Run shown = of(registry, "escalation", "show", id);
    JsonNode step = shown.json().path("steps").path(0);
    assertThat(step.path("function").asText()).isEqualTo(EvidenceFunctions.WITHDRAW);
    assertThat(step.path("record").path("outcome").asText()).isEqualTo("succeeded");
    assertThat(step.path("evidence").path("held").asBoolean()).isTrue();
    assertThat(step.path("undoing").path("reason").path("code").asText())
        .isEqualTo("no-compensator");
    assertThat(shown.json().path("steps").path(1).path("reason").toString())
        .contains("AlreadyStored");
    assertThat(seen(registry, id))
        .contains("no-compensator", "AlreadyStored", "deadline", "work-order, to the governing");
    String hash = step.path("subchainTransaction").asText();
    assertThat(hash).startsWith("0x");
    eventually(
        "who verified the write names it, too",
        () -> seen(court, id).contains("subchain transaction " + hash));

    Run retried = of(registry, "escalation", "retry", id);
    assertThat(retried.exit()).as(retried.toString()).isZero();
    eventually(
        "it failed again",
        () ->
            of(registry, "escalation", "show", id)
                .json()
                .path("steps")
                .path(0)
                .path("undoing")
                .path("stage")
                .asText()
                .equals("failed"));
    assertThat(of(court, "escalation", "retry", id).problem().path("code").asText())
        .isEqualTo("nothing-to-retry");

    agrees(registry, id, "refunded");
    eventually(
        "the court sees it",
        () -> seen(court, id).contains("registry/crosschain-proxy: agreed to"));
    agrees(court, id, SETTLEMENT);
    eventually(
        "the registry sees it",
        () -> seen(registry, id).contains("court/crosschain-proxy: agreed to"));
    assertThat(status(id)).isEqualTo("escalated");
    agrees(registry, id, SETTLEMENT);

    eventually("it is resolved", () -> status(id).equals("resolved"));
    assertThat(of(registry, "escalation", "show", id).problem().path("code").asText())
        .isEqualTo("transaction-not-escalated");
  }

  @Test
  void shouldEnd_whenAWorkOrderResolvesIt() throws Exception {
    String id = escalated();

    String order =
        governor
            .does(
                "work-order",
                "open",
                "--resolve",
                id + "=" + SETTLEMENT,
                "--description",
                "settled in court")
            .path("workOrder")
            .asText();
    governor.does("work-order", "vote", order, "for");
    governor.does("work-order", "execute", order);

    eventually("it is resolved", () -> status(id).equals("resolved"));
  }

  @Test
  void shouldHandOutEvidenceThatProvesItself_whenItsDigestIsNamed() throws Exception {
    String id = escalated();
    String digest =
        of(registry, "escalation", "show", id)
            .json()
            .path("steps")
            .path(0)
            .path("evidence")
            .path("digest")
            .asText();

    for (MemberServices party : List.of(registry, court)) {
      String file = directory.resolve(digest + party.contract().replace('/', '-')).toString();
      Run fetched = fetch(party, id, digest, file);
      assertThat(fetched.exit()).as(fetched.toString()).isZero();
      assertThat(fetched.json().path("action").asText()).isEqualTo("execute");
      Run verified =
          Run.of(
              "evidence",
              "verify",
              file,
              "--node",
              registryChain.network().rpc().toString(),
              "--digest",
              digest,
              "--transaction",
              id,
              "--step",
              "0",
              "--json");
      assertThat(verified.exit()).as(verified.toString()).isZero();
      assertThat(verified.json().path("result").asText()).isEqualTo("succeeded");
      assertThat(fetch(party, id, digest, file).exit()).as("the file is there").isEqualTo(2);
    }
    String nowhere = directory.resolve("nowhere").toString();
    assertThat(fetch(court, id, randomDigest(), nowhere).problem().path("code").asText())
        .isEqualTo("evidence-unknown");
    assertThat(Path.of(nowhere)).doesNotExist();
  }

  @Test
  void shouldHandOutEvidenceToAnAuditor_whoIsNoOperatorAnywhere() throws Exception {
    String id = escalated();
    Run shown = of(registry, "escalation", "show", id);
    String digest = shown.json().at("/steps/0/evidence/digest").asText();
    KeyFile auditor = admittedAuditor();

    for (MemberServices party : List.of(registry, court)) {
      String file = directory.resolve(digest + party.contract().replace('/', '+')).toString();
      Run demanded = demand(party, auditor, id, digest, file);
      assertThat(demanded.exit()).as(demanded.toString()).isZero();
      assertThat(new Evidence(Files.readString(Path.of(file))).digest()).isEqualTo(digest);
    }

    String nowhere = directory.resolve("nowhere").toString();
    KeyFile noAuditor = consortium.genesisMember("court").governor();
    assertThat(demand(court, noAuditor, id, digest, nowhere).problem().toString())
        .contains("role-refused", noAuditor.address() + ", role governor, active");
    assertThat(codeOf(noAuditor, court, certificate -> certificate, 60))
        .as("of no auditor")
        .isEqualTo("certificate-unregistered");
    assertThat(codeOf(auditor, court, certificate -> certificate, 60))
        .isEqualTo("evidence-unknown");
    assertThat(codeOf(auditor, registry, certificate -> certificate, 60))
        .as("for another proxy")
        .isEqualTo("certificate-unregistered");
    assertThat(codeOf(auditor, court, certificate -> randomDigest(), 60))
        .as("for another certificate")
        .isEqualTo("certificate-unregistered");
    for (long seconds : new long[] {-1, AuditorCredential.MAX_SECONDS + 60}) {
      assertThat(codeOf(auditor, court, certificate -> certificate, seconds))
          .as("valid for %d seconds", seconds)
          .isEqualTo("certificate-unregistered");
    }

    decide("--suspend", "watch");
    eventually(
        "the proxy hears of it",
        () ->
            codeOf(auditor, court, certificate -> certificate, 60)
                .equals("certificate-unregistered"));
    assertThat(demand(court, auditor, id, digest, nowhere).problem().toString())
        .contains("role-refused", "role auditor, active, institution suspended");
    assertThat(Path.of(nowhere)).doesNotExist();
  }

  /** An account of an institution that has no proxy and is in nobody's configuration. */
  private static KeyFile admittedAuditor() throws Exception {
    KeyFile key = KeyFile.create(directory.resolve("watch"), "auditor");
    CommandLineUser contact = CommandLineUser.of(rpc(), key);
    Path licence = Files.writeString(directory.resolve("watch.pdf"), "licence");
    String application =
        contact
            .does(
                "institution",
                "apply",
                "watch",
                "--name",
                "Court of Audit",
                "--category",
                "audit",
                "--document",
                licence.toString())
            .path("application")
            .asText();
    decide("--admit", application);
    contact.does(
        "account",
        "request",
        "--institution",
        "watch",
        "--role",
        "auditor",
        "--account-keystore",
        key.keystore().toString(),
        "--account-password-file",
        key.passwordFile().toString());
    decide("--activate", key.address());
    return key;
  }

  private static void decide(String... action) {
    List<String> opening = new ArrayList<>(List.of("work-order", "open"));
    opening.addAll(List.of(action));
    opening.addAll(List.of("--description", "an auditor"));
    String order = governor.does(opening.toArray(String[]::new)).path("workOrder").asText();
    governor.does("work-order", "vote", order, "for");
    governor.does("work-order", "execute", order);
  }

  private static String rpc() {
    return consortium.network().rpc().toString();
  }

  private static Run demand(
      MemberServices party, KeyFile auditor, String id, String digest, String file) {
    return Run.of(
        "evidence",
        "fetch",
        id,
        "--digest",
        digest,
        "--file",
        file,
        "--service",
        party.crosschainProxy().path(),
        "--rpc",
        rpc(),
        "--auditor-keystore",
        auditor.keystore().toString(),
        "--auditor-password-file",
        auditor.passwordFile().toString(),
        "--json");
  }

  /** What the court's proxy answers to a credential of one's own making. */
  private static String codeOf(
      KeyFile auditor, MemberServices service, UnaryOperator<String> certificate, long seconds)
      throws Exception {
    Path folder = Files.createTempDirectory(directory, "credential");
    TlsFiles files = new TlsFiles(folder.resolve("tls.crt"), folder.resolve("tls.key"));
    String shown = TlsCertificates.create("auditor", List.of(), files).value();
    long now = consortium.client().latestHeader().timestamp();
    String credential =
        new AuditorCredential(
                auditor.address(),
                certificate.apply(shown),
                service.crosschainProxy().path(),
                now + seconds)
            .sign(Signers.of(auditor.key()));
    ClientSettings settings =
        new ClientSettings(
            court.crosschainProxy().endpoint(),
            court.crosschainProxyFingerprint(),
            files.certificate(),
            files.key(),
            PATIENCE);
    try (LedgerClient client = new LedgerClient(settings)) {
      client.evidence(escalatedBefore(), randomDigest(), credential);
      return "shown";
    } catch (ProxyRefusedException refused) {
      return refused.code();
    }
  }

  private static String escalatedBefore() {
    return of(court, "escalation", "list").json().findValuesAsText("transaction").getFirst();
  }

  private static Run fetch(MemberServices party, String id, String digest, String file) {
    return of(party, "evidence", "fetch", id, "--digest", digest, "--file", file);
  }

  @Test
  void shouldFindNothing_whenAllGoesWell() {
    Run findings = of(court, "escalation", "findings");
    assertThat(findings.exit()).as(findings.toString()).isZero();
    assertThat(findings.json().size()).isZero();
  }

  /** Withdraws at the registry, which nothing undoes, and then fails at the court. */
  private static String escalated() throws Exception {
    String digest = randomDigest();
    String stored =
        call(
            steps ->
                steps.write(
                    StepSide.SOURCE, registry.contract(), EvidenceFunctions.STORE, digest, "deed"));
    eventually("it is stored", () -> status(stored).equals("settled"));
    String taken = randomDigest();
    courtChain.callDirectly(
        FunctionSignature.parse(EvidenceFunctions.STORE)
            .encode(new ObjectMapper().createArrayNode().add(taken).add("a stranger's")));
    String id =
        call(
            steps ->
                steps
                    .write(
                        StepSide.SOURCE,
                        registry.contract(),
                        EvidenceFunctions.WITHDRAW,
                        digest,
                        "deed")
                    .write(
                        StepSide.TARGET, court.contract(), EvidenceFunctions.STORE, taken, "deed"));
    eventually("people are called", () -> status(id).equals("escalated"));
    eventually("both know", () -> of(court, "escalation", "show", id).exit() == 0);
    return id;
  }

  private static String call(UnaryOperator<ApplicationCall.Builder> steps) throws Exception {
    return application
        .client()
        .submit(application.sign(pipeline, steps, 60).body())
        .path("transaction")
        .asText();
  }

  private static void agrees(MemberServices member, String id, String settlement) {
    Run agreed = of(member, "escalation", "agree", id, "--settlement", settlement);
    assertThat(agreed.exit()).as(agreed.toString()).isZero();
  }

  private static String seen(MemberServices member, String id) {
    return with(member, List.of(), "escalation", "show", id).out();
  }

  private static Run of(MemberServices member, String... arguments) {
    return with(member, List.of("--json"), arguments);
  }

  private static Run with(MemberServices member, List<String> options, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(options);
    all.addAll(
        List.of(
            "--proxy",
            member.crosschainProxy().endpoint().toString(),
            "--proxy-fingerprint",
            member.crosschainProxyFingerprint(),
            "--certificate",
            member.operatorCertificate().resolve("tls.crt").toString(),
            "--key",
            member.operatorCertificate().resolve("tls.key").toString()));
    return Run.of(all.toArray(String[]::new));
  }

  private static String status(String id) {
    try {
      return application.client().transaction(id).path("status").asText();
    } catch (Exception unreachable) {
      throw new AssertionError(unreachable);
    }
  }

  private static void eventually(String what, Callable<Boolean> condition) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.call()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("not within " + PATIENCE + ": " + what);
      }
      LockSupport.parkNanos(200_000_000);
    }
  }

  private static String randomDigest() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
