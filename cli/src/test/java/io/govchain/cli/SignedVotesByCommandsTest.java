package io.govchain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.GovernanceEvent;
import io.govchain.governance.GovernanceEvents;
import io.govchain.governance.WorkOrder;
import io.govchain.testnet.NetworkKind;
import io.govchain.testnet.consortium.KeyFile;
import io.govchain.testnet.consortium.LocalGovernance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Votes that are signed in one place and submitted from another, on a real chain. */
class SignedVotesByCommandsTest {
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
  void shouldCountASignedVote_whenAnybodySubmitsIt() throws Exception {
    String order = open("Pipelines.freeze=two-thirds");
    Path file = write("ballot.json", sign(order));
    CommandLineUser stranger =
        CommandLineUser.of(rpc(), KeyFile.create(directory.resolve("stranger"), "anybody"));
    stranger.does("work-order", "submit-vote", file.toString());
    assertThat(voteOfArchive(order)).isEqualTo("for");
    Run again = stranger.tries("work-order", "submit-vote", file.toString());
    assertThat(again.exit()).as(again.toString()).isEqualTo(1);
    assertThat(again.problem().path("code").asText()).isEqualTo("institution-has-voted");
    assertThat(again.problem().path("detail").asText()).contains("archive has voted for", order);
    court.does("work-order", "vote", order, "for");
    court.does("work-order", "execute", order);
    assertThat(court.seesText("permission", "show", "Pipelines.freeze")).contains("two-thirds");
  }

  @Test
  void shouldPutTheReasonOnRecord_whenItWasSignedWithTheVote() throws Exception {
    String order = open("Pipelines.unfreeze=two-thirds");
    ObjectNode ballot = sign(order, "--reason", " 材料齐全 ");
    assertThat(ballot.path("reason").asText()).isEqualTo("材料齐全");

    JsonNode done =
        court.does("work-order", "submit-vote", write("reason.json", ballot).toString());

    assertThat(eventsOf(done))
        .containsExactly(
            new GovernanceEvent.VoteCast(
                order, ballot.path("voter").asText(), WorkOrder.Vote.FOR, "材料齐全"));
  }

  @Test
  void shouldCount_whenTheBallotWasWrittenBeforeThereWereReasons() throws Exception {
    String order = open("Pipelines.freeze=unanimous");
    ObjectNode ballot = sign(order);
    assertThat(ballot.remove("reason").asText()).isEmpty();
    court.does("work-order", "submit-vote", write("old.json", ballot).toString());
    assertThat(voteOfArchive(order)).isEqualTo("for");
  }

  @Test
  void shouldRefuse_whenTheReasonWasChangedOrIsTooLong() throws Exception {
    String order = open("Pipelines.unfreeze=unanimous");
    ObjectNode ballot = sign(order, "--reason", "papers are there");
    ballot.put("reason", "papers are not there");
    Run changed =
        court.tries("work-order", "submit-vote", write("changed.json", ballot).toString());
    assertThat(changed.exit()).as(changed.toString()).isEqualTo(1);
    assertThat(changed.toString()).contains("GovernorInvalidSignature");
    assertThat(voteOfArchive(order)).isEmpty();

    Run tooLong = Run.of(signing(order, "--reason", "字".repeat(1001)));
    assertThat(tooLong.exit()).as(tooLong.toString()).isEqualTo(2);
    assertThat(tooLong.toString())
        .contains("--reason: expected at most 1000 characters, actual 1001");
  }

  @Test
  void shouldSendNoVote_whenItsReasonIsLongerThanTheConsoleTakes() throws Exception {
    String order = open("Pipelines.close=two-thirds");
    Run tooLong = archive.tries("work-order", "vote", order, "for", "--reason", "字".repeat(1001));
    assertThat(tooLong.exit()).as(tooLong.toString()).isEqualTo(2);
    assertThat(tooLong.toString())
        .contains("--reason: expected at most 1000 characters, actual 1001");
    assertThat(voteOfArchive(order)).isEmpty();

    archive.does("work-order", "vote", order, "for", "--reason", "🙂".repeat(1000));
    assertThat(voteOfArchive(order)).isEqualTo("for");
  }

  /** An order to change a rule, which the archive can vote on. */
  private static String open(String policy) throws Exception {
    return court
        .does("work-order", "open", "--set-policy", policy, "--description", policy)
        .path("workOrder")
        .asText();
  }

  private static ObjectNode sign(String order, String... more) {
    List<String> all = new ArrayList<>(List.of("--nonce", nonceOfArchive()));
    all.addAll(List.of(more));
    Run run = Run.of(signing(order, all.toArray(String[]::new)));
    assertThat(run.exit()).as(run.toString()).isZero();
    return (ObjectNode) run.json();
  }

  /** The command with which the archive signs that it is for this order. */
  private static String[] signing(String order, String... more) {
    List<String> command =
        new ArrayList<>(List.of("work-order", "sign-vote", order, "for", "--chain-id", CHAIN_ID));
    command.addAll(List.of("--keystore", archive.keystore().toString()));
    command.addAll(List.of("--password-file", archive.passwordFile().toString(), "--json"));
    command.addAll(List.of(more));
    return command.toArray(String[]::new);
  }

  private static Path write(String name, JsonNode ballot) throws Exception {
    return Files.writeString(directory.resolve(name), ballot.toString());
  }

  private static String voteOfArchive(String order) {
    return court.reads("work-order", "show", order).path("votes").path("archive").asText();
  }

  private static String nonceOfArchive() {
    return onChain(
        client ->
            GovernanceChain.connect(client).members().voteNonce(archive.address()).toString());
  }

  /** What the governance contracts said in the transaction that a command sent. */
  private static List<GovernanceEvent> eventsOf(JsonNode done) {
    String transaction = done.path("governanceTransaction").asText();
    return onChain(
        client ->
            client.receipt(transaction).orElseThrow().logs().stream()
                .flatMap(log -> GovernanceEvents.decode(log).stream())
                .toList());
  }

  private static <T> T onChain(Function<EvmClient, T> question) {
    try (EvmClient client = EvmClient.connect(EvmEndpoint.of(governance.network().rpc()))) {
      return question.apply(client);
    }
  }

  private static String rpc() {
    return governance.network().rpc().toString();
  }
}
