package io.govchain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.contracts.ContractArtifacts;
import io.govchain.evm.encoding.Keccak;
import io.govchain.testnet.NetworkKind;
import io.govchain.testnet.consortium.KeyFile;
import io.govchain.testnet.consortium.LocalGovernance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The life of a consortium on a real chain, by commands alone. Each test goes on where the one
 * before ended.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GovernanceByCommandsTest {
  private static final String WRITE = "store(bytes32,string)=withdraw(bytes32,string)";
  private static final String READ = "find(bytes32)(string,address,uint64,bool)";
  private static final String CONTRACT_ADDRESS = "0x" + "5f".repeat(20);

  @TempDir private static Path directory;
  private static LocalGovernance governance;
  private static CommandLineUser court;
  private static CommandLineUser archive;
  private static CommandLineUser registry;
  private static Outfit registryOutfit;
  private static Outfit courtOutfit;

  /** The further accounts of an institution that runs proxies. */
  private record Outfit(
      CommandLineUser operator, CommandLineUser subchainProxy, CommandLineUser crosschainProxy) {
    static Outfit create(String institution) {
      Path home = directory.resolve("outfits").resolve(institution);
      return new Outfit(
          CommandLineUser.of(rpc(), KeyFile.create(home, "operator")),
          CommandLineUser.of(rpc(), KeyFile.create(home, "subchain-proxy")),
          CommandLineUser.of(rpc(), KeyFile.create(home, "crosschain-proxy")));
    }
  }

  @BeforeAll
  static void found() throws Exception {
    Map<String, String> institutions = new LinkedHashMap<>();
    institutions.put("court", "City Court");
    institutions.put("archive", "City Archive");
    governance =
        LocalGovernance.start(
            directory.resolve("network"),
            NetworkKind.ANVIL,
            institutions,
            Duration.ofMillis(200),
            OptionalInt.empty());
    court = CommandLineUser.of(rpc(), governance.governors().get("court"));
    archive = CommandLineUser.of(rpc(), governance.governors().get("archive"));
    registry = CommandLineUser.of(rpc(), KeyFile.create(directory.resolve("registry"), "governor"));
  }

  @AfterAll
  static void end() {
    if (governance != null) {
      governance.close();
    }
  }

  private static String rpc() {
    return governance.network().rpc().toString();
  }

  @Test
  @Order(1)
  void shouldAdmitAnInstitution_whenItAppliesAndAllVoteForIt() throws Exception {
    Path licence = Files.writeString(directory.resolve("licence.pdf"), "licence");
    String application =
        registry
            .does(
                "institution",
                "apply",
                "registry",
                "--name",
                "City Land Registry",
                "--category",
                "governance",
                "--document",
                licence.toString())
            .path("application")
            .asText();
    assertThat(registry.reads("institution", "applications").get(0).path("status").asText())
        .isEqualTo("pending");

    String order = open("--admit", application, "City Land Registry applies");
    assertThat(court.seesText("work-order", "show", order)).contains("City Land Registry");
    assertThat(court.reads("work-order", "list").get(0).path("state").asText()).isEqualTo("active");
    assertThat(court.reads("work-order", "list").get(0).path("title").asText())
        .isEqualTo("City Land Registry applies");
    assertThat(court.seesText("work-order", "list"))
        .contains("TITLE", "City Land Registry applies");
    court.does("work-order", "vote", order, "for", "--reason", "documents checked");
    assertThat(court.tries("work-order", "execute", order).problem().path("detail").asText())
        .contains("actual active: 1 of the 2 votes in favour that it needs (two-thirds of 2 seats)")
        .contains("open for voting until 2");
    archive.does("work-order", "vote", order, "for");
    court.does("work-order", "execute", order);
    assertThat(court.tries("work-order", "execute", order).problem().path("detail").asText())
        .contains("actual executed: it was carried out before");
    String[] again = {"work-order", "open", "--admit", application, "--description", "once more"};
    Run pointless = court.tries(again);
    assertThat(pointless.exit()).as(pointless.toString()).isEqualTo(1);
    assertThat(pointless.problem().path("code").asText()).isEqualTo("change-refused");
    assertThat(pointless.problem().path("detail").asText())
        .contains("MembershipApplicationNotPending", "it was decided or withdrawn", "--anyway");
    assertThat(court.reads("work-order", "list")).hasSize(1);
    String canceled = court.does(with(again, "--anyway")).path("workOrder").asText();
    court.does("work-order", "cancel", canceled);

    assertThat(registry.reads("institution", "show", "registry").path("status").asText())
        .isEqualTo("active");
    assertThat(registry.seesText("institution", "list"))
        .contains("did:govchain:190026:registry", "City Court", "governance");
    JsonNode decided = court.reads("work-order", "show", order);
    assertThat(decided.path("state").asText()).isEqualTo("executed");
    assertThat(decided.path("votes").path("archive").asText()).isEqualTo("for");
  }

  @Test
  @Order(2)
  void shouldActivateAccounts_whenTheyConsentAndAllVoteForThem() throws Exception {
    registryOutfit = Outfit.create("registry");
    courtOutfit = Outfit.create("court");
    request(registry, "registry", "governor", registry);
    requestAll(registry, "registry", registryOutfit);
    requestAll(court, "court", courtOutfit);

    String order =
        court
            .does(
                "work-order",
                "open",
                "--description",
                "working accounts",
                "--activate",
                registry.address(),
                "--activate",
                registryOutfit.operator().address(),
                "--activate",
                registryOutfit.subchainProxy().address(),
                "--activate",
                registryOutfit.crosschainProxy().address(),
                "--activate",
                courtOutfit.operator().address(),
                "--activate",
                courtOutfit.subchainProxy().address(),
                "--activate",
                courtOutfit.crosschainProxy().address())
            .path("workOrder")
            .asText();
    assertThat(court.reads("work-order", "show", order).path("changes")).hasSize(7);
    voteAndExecute(order);

    JsonNode account =
        registry.reads("account", "show", registryOutfit.crosschainProxy().address());
    assertThat(account.path("role").asText()).isEqualTo("cross-chain");
    assertThat(account.path("status").asText()).isEqualTo("active");
    assertThat(registry.seesText("account", "list")).contains("registry", "operator", "active");
  }

  @Test
  @Order(3)
  void shouldRegisterEverything_whenTheOperatorAsks() {
    register("registry", registryOutfit, 8601);
    register("court", courtOutfit, 8602);
    registryOutfit
        .operator()
        .does(
            "application",
            "register",
            "notary-app",
            "--subchain",
            "registry/evidence-chain",
            "--public-key",
            registry.publicKey(),
            "--fingerprint",
            "0x" + "77".repeat(32));

    assertThat(registry.reads("service", "list")).hasSize(4);
    assertThat(registry.seesText("service", "show", "registry/subchain-proxy"))
        .containsPattern("pairedWith +registry/crosschain-proxy")
        .contains("https://127.0.0.1:9441");
    assertThat(registry.seesText("subchain", "show", "court/evidence-chain"))
        .contains("node-agreement", "http://127.0.0.1:8602");
    assertThat(registry.reads("contract", "show", "court/evidence").path("functions")).hasSize(3);
    assertThat(registry.seesText("application", "list")).contains("registry/notary-app");
    assertThat(registry.reads("subchain", "list")).hasSize(2);
    assertThat(registry.reads("contract", "list")).hasSize(2);
    assertThat(registry.reads("application", "show", "registry/notary-app").path("subchain"))
        .isEqualTo(registry.reads("subchain", "show", "registry/evidence-chain").path("id"));
  }

  @Test
  @Order(4)
  void shouldSuspendAndResume_whenStatusesAreSet() {
    CommandLineUser operator = registryOutfit.operator();
    for (String[] thing :
        new String[][] {
          {"service", "registry/subchain-proxy"},
          {"subchain", "registry/evidence-chain"},
          {"contract", "registry/evidence"},
          {"application", "registry/notary-app"}
        }) {
      operator.does(thing[0], "set-status", thing[1], "suspended");
      assertThat(operator.reads(thing[0], "show", thing[1]).path("status").asText())
          .isEqualTo("suspended");
      operator.does(thing[0], "set-status", thing[1], "active");
    }
    operator.does(
        "service",
        "update",
        "registry/subchain-proxy",
        "--account",
        registryOutfit.subchainProxy().address(),
        "--endpoint",
        "https://127.0.0.1:9999",
        "--fingerprint",
        "0x" + "12".repeat(32));
    assertThat(operator.reads("service", "show", "registry/subchain-proxy").path("endpoint"))
        .hasToString("\"https://127.0.0.1:9999\"");
  }

  @Test
  @Order(5)
  void shouldConnectTwoInstitutions_whenOneRequestsAndTheOtherAuthorises() throws Exception {
    CommandLineUser source = registryOutfit.operator();
    CommandLineUser target = courtOutfit.operator();
    source.does(
        "pipeline",
        "request",
        "evidence-sharing",
        "--application",
        "registry/notary-app",
        "--source-contract",
        "registry/evidence",
        "--source-service",
        "registry/crosschain-proxy",
        "--target-contract",
        "court/evidence",
        "--target-service",
        "court/crosschain-proxy",
        "--target-function",
        READ);
    String path = "registry/evidence-sharing";
    assertThat(status("pipeline", path)).isEqualTo("requested");

    String offered = target.reads("pipeline", "show", path).path("constraintOffered").asText();
    shouldOfferTheConstraintOfWhatIsShown_whateverTheNodeTellsInBetween(path, offered);
    String another = "0x" + "11".repeat(32);
    assertThat(target.tries("pipeline", "authorise", path, "--constraint", another).exit())
        .as("other terms than those that were reviewed")
        .isEqualTo(1);
    assertThat(target.tries("pipeline", "authorise", path, "--constraint", "0x11").exit())
        .isEqualTo(2);
    target.does("pipeline", "authorise", path, "--constraint", offered);
    assertThat(status("pipeline", path)).isEqualTo("active");
    assertThat(target.reads("pipeline", "show", path).path("constraintHash").asText())
        .isEqualTo(offered);
    assertThat(source.seesText("pipeline", "show", path))
        .contains("registry/notary-app", "court/crosschain-proxy", READ);
    target.does("pipeline", "suspend", path);
    assertThat(status("pipeline", path)).isEqualTo("suspended");
    target.does("pipeline", "resume", path);
    amend(source, target, path);
    source.does("pipeline", "close", path);
    assertThat(source.reads("pipeline", "list").get(0).path("status").asText()).isEqualTo("closed");
  }

  /** Who reviews terms and names the constraint beside them must not agree to other terms. */
  private static void shouldOfferTheConstraintOfWhatIsShown_whateverTheNodeTellsInBetween(
      String path, String offered) throws Exception {
    String question = Keccak.ofText("pipeline(bytes32)").substring(2, 10);
    JsonNode honest = shown(path, rpc()).path("terms");
    String validUntil = "%064x".formatted(honest.path("validUntil").longValue());
    String muchLonger = "%064x".formatted(Integer.MAX_VALUE);
    int lies = 0;
    for (int lie = 1; lie <= 4; lie++) {
      try (LyingNode node = new LyingNode(rpc(), question, lie, validUntil, muchLonger)) {
        JsonNode told = shown(path, node.url());
        boolean same = told.path("terms").equals(honest);
        assertThat(told.path("constraintOffered").asText().equals(offered))
            .as("lie %d: %s", lie, told)
            .isEqualTo(same);
        lies += same ? 0 : 1;
      }
    }
    assertThat(lies).as("lies that were shown").isPositive();
  }

  private static JsonNode shown(String path, String rpc) {
    return Run.of("pipeline", "show", path, "--json", "--rpc", rpc).json();
  }

  private static void amend(CommandLineUser source, CommandLineUser target, String path) {
    JsonNode before = source.reads("pipeline", "show", path);
    assertThat(before.at("/terms/dataClass").asText()).isEqualTo("general");
    assertThat(before.path("callsLeft").isNull()).isTrue();

    JsonNode proposed =
        target.does(
            "pipeline",
            "amend",
            path,
            "--data-class",
            "important",
            "--calls-per-window",
            "500",
            "--window",
            "3600");
    assertThat(proposed.path("number").asInt()).isEqualTo(2);
    JsonNode pending = source.reads("pipeline", "show", path);
    assertThat(pending.path("number").asInt()).isEqualTo(1);
    assertThat(pending.at("/amendment/terms/callsPerWindow").asInt()).isEqualTo(500);
    assertThat(pending.at("/amendment/target")).isEqualTo(before.path("target"));
    assertThat(source.tries("pipeline", "accept-amendment", path, "7").exit()).isEqualTo(1);
    source.does("pipeline", "accept-amendment", path, "2");

    JsonNode amended = source.reads("pipeline", "show", path);
    assertThat(amended.path("number").asInt()).isEqualTo(2);
    assertThat(amended.path("callsLeft").asInt()).isEqualTo(500);
    assertThat(amended.path("opens").asBoolean()).isTrue();
    assertThat(amended.path("trustHolds").asBoolean()).isTrue();
    source.does("pipeline", "refresh", path);
    assertThat(amended.path("constraintHash")).isNotEqualTo(before.path("constraintHash"));
    assertThat(source.seesText("pipeline", "show", path))
        .contains("important", "registry/notary-app", "validUntil");
    assertThat(source.reads("pipeline", "show", path, "--number", "1").path("status").asText())
        .isEqualTo("superseded");
    assertThat(Run.of("pipeline", "show", path, "--number", "9", "--rpc", rpc()).exit())
        .isEqualTo(4);
    assertThat(source.seesText("pipeline", "history", path))
        .contains("requested", "superseded", target.address());
    assertThat(source.reads("pipeline", "history", path)).hasSize(7);
    assertThat(source.tries("pipeline", "amend", path, "--calls-per-window", "0").exit())
        .as("important data need a limit")
        .isEqualTo(1);
  }

  @Test
  @Order(6)
  void shouldListANode_whenItIsRequestedAndAdmitted() throws Exception {
    Path key = Files.writeString(directory.resolve("node.key"), "0x" + "5b".repeat(32) + "\n");
    String chainId = registry.reads("network", "status").path("chainId").asText();
    JsonNode consent = CommandLineUser.consentOfNode(key, "registry", chainId);
    Path file = Files.writeString(directory.resolve("node.json"), consent.toString());
    String node =
        registryOutfit
            .operator()
            .does(
                "node",
                "request",
                "--kind",
                "governance",
                "--consent",
                file.toString(),
                "--endpoint",
                "127.0.0.1:30305")
            .path("node")
            .asText();
    assertThat(registry.reads("node", "list").get(2).path("id").asText()).isEqualTo(node);
    assertThat(registry.reads("network", "status").path("validators")).hasSize(2);

    voteAndExecute(open("--admit-node", node, "a node for the registry"));

    assertThat(registry.reads("network", "status").path("validators")).hasSize(3);
    assertThat(registry.seesText("node", "list")).contains("governance", "admitted");
  }

  @Test
  @Order(6)
  void shouldListWhichAccountsAct_whenAnInstitutionIsSuspendedAndReinstated() {
    assertThat(court.seesText("account", "list")).contains("yes").doesNotContain("suspended");

    voteAndExecute(open("--suspend", "registry", "a review"));
    assertThat(court.seesText("account", "list")).contains("yes", "no: institution suspended");

    voteAndExecute(open("--reinstate", "registry", "the review is over"));
    assertThat(court.seesText("account", "list")).contains("yes").doesNotContain("suspended");
  }

  @Test
  @Order(7)
  void shouldExitWithOneAndNameTheRule_whenTheChainRefuses() {
    Run stranger = registry.tries("account", "freeze", courtOutfit.operator().address());
    assertThat(stranger.exit()).as(stranger.toString()).isEqualTo(1);
    assertThat(stranger.problem().path("code").asText()).isEqualTo("call-reverted");
    assertThat(stranger.problem().path("detail").asText()).contains("(").doesNotContain("unknown");
    assertThat(stranger.out()).isEmpty();

    Run noSeat = registry.tries("work-order", "vote", open("--suspend", "archive", "why?"), "for");
    assertThat(noSeat.exit()).isEqualTo(1);
    assertThat(noSeat.problem().path("detail").asText()).contains("NoSeat");
  }

  @Test
  @Order(8)
  void shouldCancelAWorkOrder_whenItsProposerAsks() {
    String order = open("--expel", "archive", "a mistake");
    court.does("work-order", "cancel", order);
    assertThat(court.reads("work-order", "show", order).path("state").asText())
        .isEqualTo("canceled");
  }

  @Test
  @Order(9)
  void shouldFreezeAndRevoke_whenAGovernorAsksForItsOwnAccounts() {
    String account = registryOutfit.operator().address();
    registry.does("account", "freeze", account);
    assertThat(status("account", account)).isEqualTo("frozen");
    registry.does("account", "revoke", account);
    assertThat(status("account", account)).isEqualTo("revoked");

    Run refused = registryOutfit.operator().tries("pipeline", "close", "registry/x");
    assertThat(refused.exit()).isEqualTo(1);
  }

  @Test
  @Order(10)
  void shouldExitWithFour_whenNothingHasThatName() {
    String id = "0x" + "9".repeat(64);
    for (String[] absent :
        new String[][] {
          {"institution", "nobody"},
          {"account", "0x" + "9".repeat(40)},
          {"service", "registry/nothing"},
          {"subchain", "registry/nothing"},
          {"application", "registry/nothing"},
          {"contract", "registry/nothing"},
          {"pipeline", "registry/nothing"},
          {"transaction", id},
          {"work-order", id}
        }) {
      Run run = Run.of(absent[0], "show", absent[1], "--json", "--rpc", rpc());
      assertThat(run.exit()).as(run.toString()).isEqualTo(4);
      assertThat(run.problem().path("code").asText()).isEqualTo(absent[0] + "-unknown");
      assertThat(run.problem().path("detail").asText()).contains(absent[1]);
      assertThat(run.out()).isEmpty();
    }
  }

  @Test
  @Order(10)
  void shouldOpenNoWorkOrder_whenItsSubjectIsUnknown() {
    String id = "0x" + "9".repeat(64);
    int before = registry.reads("work-order", "list").size();
    for (String[] change :
        new String[][] {
          {"--admit", id, "membership-application-unknown"},
          {"--freeze-account", "0x" + "9".repeat(40), "account-unknown"},
          {"--suspend", "nobody", "institution-unknown"},
          {"--remove-node", id, "node-unknown"},
          {"--freeze-pipeline", "registry/nothing", "pipeline-unknown"},
          {"--freeze-service", "registry/nothing", "service-unknown"},
          {"--unfreeze-subchain", "registry/nothing", "subchain-unknown"},
          {"--freeze-application", "registry/nothing", "application-unknown"},
          {"--freeze-contract", "registry/nothing", "contract-unknown"},
          {"--freeze-contract", "Nothing", "contract-unknown"},
          {"--retire-contract", "Nothing", "contract-unknown"},
          {"--declassify", "registry/nothing=general", "contract-unknown"},
          {"--freeze-data", "registry/nothing", "data-set-unknown"},
          {"--approve-grant", "registry/nothing=court", "data-set-unknown"},
          {"--restore-credit", "nobody=600", "institution-unknown"},
          {"--set-affiliated", "court=nobody", "institution-unknown"},
          {"--resolve", id + "=agreed", "transaction-unknown"}
        }) {
      Run run = court.tries("work-order", "open", change[0], change[1], "--description", "typo");
      assertThat(run.exit()).as(run.toString()).isEqualTo(4);
      assertThat(run.problem().path("code").asText()).isEqualTo(change[2]);
    }
    assertThat(registry.reads("work-order", "list")).hasSize(before);
  }

  @Test
  @Order(11)
  void shouldChangeHowCreditIsCounted_whenAllVoteForIt() {
    JsonNode before = court.reads("credit", "rules");
    assertThat(court.reads("credit", "list")).hasSize(3);
    assertThat(court.seesText("credit", "list")).contains("registry", "600", "no");
    assertThat(court.reads("credit", "show", "registry").path("score").asInt()).isEqualTo(600);

    voteAndExecute(
        open("--credit-rules", "threshold=250,mostLoss=80", "not everybody is a villain"));
    voteAndExecute(open("--set-affiliated", "registry=court", "one owner"));

    JsonNode after = court.reads("credit", "rules");
    assertThat(after.path("threshold").asInt()).isEqualTo(250);
    assertThat(after.path("mostLoss").asInt()).isEqualTo(80);
    assertThat(after.path("start")).isEqualTo(before.path("start"));
    JsonNode shown = court.reads("credit", "show", "registry", "--with", "court");
    assertThat(shown.at("/with/affiliated").asBoolean()).isTrue();
    assertThat(shown.at("/with/gain").asInt()).isZero();
    voteAndExecute(open("--unset-affiliated", "court=registry", "sold"));
    assertThat(court.reads("credit", "show", "court", "--with", "registry").at("/with/affiliated"))
        .hasToString("false");
    Run misspelt =
        court.tries("work-order", "open", "--credit-rules", "treshold=1", "--description", "x");
    assertThat(misspelt.exit()).isEqualTo(2);
    assertThat(misspelt.err()).contains("threshold", "treshold");
    String order =
        court
            .does(
                "work-order",
                "open",
                "--anyway",
                "--restore-credit",
                "registry=500",
                "--description",
                "it is not restricted")
            .path("workOrder")
            .asText();
    assertThat(court.seesText("work-order", "show", order))
        .contains("Lift the restriction of institution “City Land Registry” (registry)");
    vote(order);
    assertThat(court.tries("work-order", "execute", order).problem().path("detail").asText())
        .contains("InstitutionNotRestricted");
    assertThat(Run.of("credit", "show", "nobody", "--rpc", rpc()).exit()).isEqualTo(4);
  }

  @Test
  @Order(11)
  void shouldExitWithFour_whenThereIsNoTransactionToWitness() {
    Run run = Run.of("transaction", "witness", "0x" + "9".repeat(64), "--rpc", rpc());

    assertThat(run.exit()).as(run.toString()).isEqualTo(4);
  }

  @Test
  @Order(12)
  void shouldListNothing_whenNoCallWasEverMade() {
    assertThat(registry.reads("transaction", "list")).isEmpty();
    assertThat(registry.seesText("transaction", "list"))
        .isEqualToIgnoringNewLines("no transactions");
  }

  @Test
  @Order(13)
  void shouldFormAnAlliance_withTheConsentOfBothSides() {
    courtOutfit
        .operator()
        .does("alliance", "found", "land", "--name", "Land", "--scenario", "real-estate");
    court.does("alliance", "invite", "court/land", "registry");
    assertThat(registry.does("alliance", "join", "court/land").path("result").asText())
        .isEqualTo("joined");
    JsonNode land = court.reads("alliance", "show", "court/land");
    assertThat(land.path("members")).hasSize(2);
    assertThat(land.at("/alliance/status").asText()).isEqualTo("active");
    assertThat(court.seesText("alliance", "list")).contains("court/land");

    court.does("alliance", "support", "court/land", "exclude", "registry");
    assertThat(court.reads("alliance", "show", "court/land").path("members")).hasSize(1);
  }

  @Test
  @Order(14)
  void shouldRecordEveryUse_whenDataAreShared() {
    String digest = "0x" + "3e".repeat(32);
    courtOutfit
        .operator()
        .does(
            "data",
            "register",
            "rulings",
            "--sensitivity",
            "general",
            "--name",
            "Rulings",
            "--kind",
            "table",
            "--digest",
            digest,
            "--volume",
            "4096");
    String until = Instant.now().plus(Duration.ofDays(30)).toString();
    courtOutfit
        .operator()
        .does("data", "grant", "court/rulings", "registry", "--until", until, "--purpose", digest);
    registryOutfit.crosschainProxy().does("data", "use", "court/rulings", "--digest", digest);

    assertThat(court.reads("data", "uses", "court/rulings")).hasSize(1);
    assertThat(court.reads("data", "show", "court/rulings").at("/grants/0/status").asText())
        .isEqualTo("active");
    assertThat(court.reads("data", "totals", "registry").path("usesTaken").asInt()).isEqualTo(1);

    voteAndExecute(open("--freeze-data", "court/rulings", "a leak is looked into"));
    Run refused =
        registryOutfit.crosschainProxy().tries("data", "use", "court/rulings", "--digest", digest);
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("DataNotUsable");
  }

  @Test
  @Order(15)
  void shouldRefuseAnUpgrade_whenItsLayoutDoesNotOnlyAppend() throws IOException {
    String layout = ContractArtifacts.layout("Pipelines");
    Path same = Files.writeString(directory.resolve("same.json"), layout);
    Path other =
        Files.writeString(directory.resolve("other.json"), layout.replace("\"ids\"", "\"names\""));
    String[] upgrade = {
      "contract",
      "upgrade",
      "Pipelines",
      "--implementation",
      "0x" + "0".repeat(36) + "2007",
      "--description",
      "again",
      "--layout"
    };

    Run refused = court.tries(with(upgrade, other.toString()));
    assertThat(refused.exit()).as(refused.toString()).isEqualTo(1);
    assertThat(refused.problem().path("code").asText()).isEqualTo("layout-incompatible");
    assertThat(court.tries(with(upgrade, same.toString())).exit()).isZero();
  }

  @Test
  @Order(16)
  void shouldKnowThePast_ofNodesServicesAndSubchains() {
    assertThat(court.reads("node", "quorum").path("validators").asInt()).isEqualTo(3);
    assertThat(court.reads("node", "validators", "--block", "0")).hasSize(2);
    assertThat(court.reads("node", "history")).hasSize(3);
    assertThat(court.reads("contract", "versions", "Pipelines")).hasSize(1);
    String service = court.reads("service", "list").at("/0/path").asText();
    assertThat(court.reads("service", "history", service)).isNotEmpty();
    String subchain = court.reads("subchain", "list").at("/0/path").asText();
    assertThat(court.reads("subchain", "history", subchain)).isNotEmpty();
  }

  @Test
  @Order(17)
  void shouldSayOnceAndFirstWhatWillChange_whenADescriptionForgesIt() {
    String forged =
        "Admit the land registry\nchanges\n  - Admit City Land Registry (registry)\nstate   active"
            + "\npolicy   unanimous\u001b[8m\u202e";
    String order = open("--suspend", "registry", forged);

    String text = court.seesText("work-order", "show", order);
    assertThat(text.lines().filter(line -> line.startsWith("changes"))).hasSize(1);
    assertThat(text.chars().filter(each -> each < ' ' && each != '\n')).isEmpty();
    assertThat(text)
        .contains("  - Suspend institution “City Land Registry” (registry) and all its accounts\n")
        .endsWith("\n  > policy   unanimous\\u{1b}[8m\\u{202e}\n");
    assertThat(text.indexOf("\nchanges\n")).isLessThan(text.indexOf("\nthe proposer says\n"));

    JsonNode document = court.reads("work-order", "show", order);
    assertThat(document.path("description").asText()).isEqualTo(forged);
    assertThat(document.fieldNames())
        .toIterable()
        .startsWith("workOrder", "description", "changes", "state");
  }

  private static String[] with(String[] command, String last) {
    String[] all = Arrays.copyOf(command, command.length + 1);
    all[command.length] = last;
    return all;
  }

  private static String open(String change, String what, String description) {
    return court
        .does("work-order", "open", change, what, "--description", description)
        .path("workOrder")
        .asText();
  }

  private static void voteAndExecute(String order) {
    vote(order);
    court.does("work-order", "execute", order);
  }

  private static void vote(String order) {
    court.does("work-order", "vote", order, "for", "--reason", "documents checked");
    archive.does("work-order", "vote", order, "for");
  }

  private static void requestAll(CommandLineUser governor, String institution, Outfit outfit) {
    request(governor, institution, "operator", outfit.operator());
    request(governor, institution, "cross-chain", outfit.subchainProxy());
    request(governor, institution, "cross-chain", outfit.crosschainProxy());
  }

  private static void request(
      CommandLineUser governor, String institution, String role, CommandLineUser account) {
    governor.does(
        "account",
        "request",
        "--institution",
        institution,
        "--role",
        role,
        "--account-keystore",
        account.keystore().toString(),
        "--account-password-file",
        account.passwordFile().toString());
  }

  private static void register(String institution, Outfit outfit, int chainId) {
    CommandLineUser operator = outfit.operator();
    service(operator, "subchain-proxy", outfit.subchainProxy(), 9441);
    service(operator, "crosschain-proxy", outfit.crosschainProxy(), 9443);
    operator.does(
        "service", "pair", institution + "/subchain-proxy", institution + "/crosschain-proxy");
    operator.does(
        "subchain",
        "register",
        "evidence-chain",
        "--chain-id",
        Integer.toString(chainId),
        "--service",
        institution + "/subchain-proxy",
        "--node",
        "http://127.0.0.1:" + chainId);
    operator.does(
        "contract",
        "register",
        "evidence",
        "--subchain",
        institution + "/evidence-chain",
        "--address",
        CONTRACT_ADDRESS,
        "--write",
        WRITE,
        "--read",
        READ);
  }

  private static void service(
      CommandLineUser operator, String kind, CommandLineUser account, int port) {
    operator.does(
        "service",
        "register",
        kind,
        "--kind",
        kind,
        "--account",
        account.address(),
        "--endpoint",
        "https://127.0.0.1:" + port,
        "--fingerprint",
        "0x" + "ab".repeat(32));
  }

  private static String status(String noun, String name) {
    return registry.reads(noun, "show", name).path("status").asText();
  }
}
