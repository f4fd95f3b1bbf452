package io.govchain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.testnet.NetworkKind;
import io.govchain.testnet.consortium.KeyFile;
import io.govchain.testnet.consortium.LocalGovernance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reviews, rejections, categories, keys and permissions on a real chain, by commands alone. */
class MembershipByCommandsTest {
  private static final String CHAIN_ID = "190026";

  @TempDir private static Path directory;
  private static LocalGovernance governance;
  private static CommandLineUser court;
  private static CommandLineUser archive;

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
  }

  @AfterAll
  static void end() {
    if (governance != null) {
      governance.close();
    }
  }

  @Test
  void shouldShowReviewAndRejection_whenTheVotersRefuseAnApplicant() throws Exception {
    String application = apply("bakery");
    Path report = Files.writeString(directory.resolve("report.txt"), "no public body");
    court.does("institution", "review", application, "reject", "--report", report.toString());
    JsonNode review = archive.reads("institution", "reviews", application).get(0);
    assertThat(review.path("recommendation").asText()).isEqualTo("reject");
    assertThat(archive.seesText("institution", "reviews", application)).contains("court");

    String order = open("--admit", application);
    archive.does("work-order", "vote", order, "against");
    archive.does("institution", "record-rejection", application, order);
    assertThat(statusOf(application)).isEqualTo("rejected");
  }

  @Test
  void shouldMoveTheSeat_whenTheCategoryChanges() throws Exception {
    String application = apply("registry");
    execute(open("--admit", application));
    execute(open("--change-category", "registry=audit"));
    JsonNode history = court.reads("institution", "history", "registry");
    assertThat(history.get(0).path("category").asText()).isEqualTo("governance");
    assertThat(history.get(1).path("category").asText()).isEqualTo("audit");
    assertThat(court.seesText("institution", "show", "registry")).contains("audit");
    assertThat(court.reads("institution", "history"))
        .filteredOn(change -> change.path("institution").asText().equals("registry"))
        .extracting(change -> change.path("category").asText())
        .containsExactly("governance", "audit");
    assertThat(court.seesText("institution", "history")).contains("court", "archive", "registry");
  }

  @Test
  void shouldChangeWhoMayCall_whenAWorkOrderSaysSo() throws Exception {
    assertThat(court.seesText("permission", "list"))
        .contains("Transactions", "record(", "cross-chain accounts", "unanimous");
    execute(open("--set-role", "Services.retire=governor"));
    assertThat(court.reads("permission", "show", "services.retire").get(0).path("holders").asText())
        .isEqualTo("governor accounts");
  }

  @Test
  void shouldCountProtocolKeys_whenAnotherInstitutionCheckedTheProof() throws Exception {
    for (String suite : new String[] {"sm", "cnsa", "pq"}) {
      Path file = directory.resolve(suite + ".key");
      offline("account", "key", "new", "--suite", suite, "--key-file", file.toString());
      court.does("account", "key", "register", "--suite", suite, "--key-file", file.toString());
      assertThat(
              archive.reads(
                  "account", "key", "list", court.address(), "--at", "2100-01-01T00:00:00Z"))
          .as("not before it is confirmed")
          .noneMatch(key -> key.path("suite").asText().equals(suite));
      archive.reads("account", "key", "check", court.address(), suite, "1");
      archive.does("account", "key", "confirm", court.address(), suite, "1");
    }
    JsonNode keys = archive.reads("account", "key", "list", court.address());
    assertThat(keys).hasSize(3).allMatch(key -> key.path("status").asText().equals("confirmed"));
    court.does("account", "key", "revoke", court.address(), "pq", "1");
    assertThat(archive.seesText("account", "key", "list", court.address())).contains("revoked");
  }

  @Test
  void shouldHandOver_whenAnAccountIsRotated() throws Exception {
    KeyFile first = KeyFile.create(directory.resolve("rotation"), "first");
    KeyFile second = KeyFile.create(directory.resolve("rotation"), "second");
    CommandLineUser operator = CommandLineUser.of(rpc(), first);
    CommandLineUser successor = CommandLineUser.of(rpc(), second);
    court.does(
        "account",
        "request",
        "--institution",
        "court",
        "--role",
        "operator",
        "--account-keystore",
        first.keystore().toString(),
        "--account-password-file",
        first.passwordFile().toString());
    execute(open("--activate", operator.address()));
    operator.does(
        "account",
        "rotate",
        "--account-keystore",
        second.keystore().toString(),
        "--account-password-file",
        second.passwordFile().toString());
    assertThat(court.seesText("account", "show", operator.address())).contains("rotated");
    assertThat(court.seesText("account", "show", successor.address()))
        .contains("active", "operator");
    assertThat(court.reads("account", "holder", operator.address()).path("holder").asText())
        .isEqualToIgnoringCase(successor.address());
    // What happens within one second leaves the last status of that second.
    JsonNode history = court.reads("account", "history", operator.address());
    assertThat(history.get(0).path("status").asText()).isEqualTo("requested");
    assertThat(history.get(history.size() - 1).path("status").asText()).isEqualTo("rotated");
    assertThat(court.reads("account", "history"))
        .filteredOn(change -> change.path("account").asText().equalsIgnoreCase(operator.address()))
        .extracting(change -> change.path("status").asText())
        .contains("rotated");
    assertThat(court.seesText("account", "history")).contains("archive", "governor", "rotated");
  }

  @Test
  void shouldRefuseToFreezeTheOnlyGovernor_whenNobodyCouldUnfreezeIt() {
    assertThat(archive.reads("work-order", "voters").path("able").asInt()).isEqualTo(2);
    assertThat(archive.tries("account", "freeze", archive.address()).err())
        .contains("VotersTooFew", "2");
    assertThat(archive.seesText("account", "show", archive.address())).contains("active");
  }

  @Test
  void shouldRequestANode_onlyWithTheConsentOfItsKey() throws Exception {
    Path key = Files.writeString(directory.resolve("node.key"), "0x" + "5a".repeat(32) + "\n");
    JsonNode consent = CommandLineUser.consentOfNode(key, "court", CHAIN_ID);
    Path file = Files.writeString(directory.resolve("node.json"), consent.toString());
    String[] request = {
      "node", "request", "--kind", "audit", "--consent", file.toString(), "--endpoint", "a:30303"
    };
    assertThat(archive.tries(request).err()).contains("PossessionNotProven");
    court.does(request);
    assertThat(court.reads("node", "list"))
        .anyMatch(
            node ->
                node.path("publicKey").equals(consent.path("publicKey"))
                    && node.path("status").asText().equals("requested"));
  }

  private static JsonNode offline(String... arguments) {
    String[] json = Arrays.copyOf(arguments, arguments.length + 1);
    json[arguments.length] = "--json";
    Run run = Run.of(json);
    assertThat(run.exit()).as(run.toString()).isZero();
    return run.json();
  }

  private static String apply(String code) throws Exception {
    CommandLineUser contact =
        CommandLineUser.of(rpc(), KeyFile.create(directory.resolve(code), "contact"));
    Path licence = Files.writeString(directory.resolve(code + ".pdf"), "licence");
    return contact
        .does(
            "institution",
            "apply",
            code,
            "--name",
            "The " + code,
            "--category",
            "governance",
            "--document",
            licence.toString())
        .path("application")
        .asText();
  }

  private static String statusOf(String application) {
    for (JsonNode one : court.reads("institution", "applications")) {
      if (one.path("id").asText().equals(application)) {
        return one.path("status").asText();
      }
    }
    return "none";
  }

  private static String open(String option, String value) {
    return court
        .does("work-order", "open", option, value, "--description", option + " " + value)
        .path("workOrder")
        .asText();
  }

  private static void execute(String order) {
    court.does("work-order", "vote", order, "for");
    archive.does("work-order", "vote", order, "for");
    court.does("work-order", "execute", order);
  }

  private static String rpc() {
    return governance.network().rpc().toString();
  }
}
