package io.govchain.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.console.world.Answer;
import io.govchain.console.world.ConsoleWorld;
import io.govchain.console.world.Contract;
import io.govchain.governance.GovernanceAccount;
import io.govchain.governance.GovernanceActions;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.Proposal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that reads, over HTTP, on a real chain, held to the contract. */
class ConsoleReadsTest {
  private static final Contract CONTRACT = new Contract();
  private static ConsoleWorld world;
  private static String workOrder;

  @BeforeAll
  static void found(@TempDir Path home) {
    world =
        ConsoleWorld.start(
            home,
            "networks: [{name: Trial, environment: test, url: 'https://trial.example'}]\n"
                + "alerts: {stalledSeconds: 45}\n");
    Proposal proposal =
        new Proposal(
            List.of(GovernanceActions.setKeyConfirmations(2)), "Two confirmations for each key");
    new GovernanceAccount(world.consortium.client(), world.member("court").governor().key())
        .send(GovernanceCalls.propose(proposal));
    workOrder = proposal.workOrderId();
    world.awaitIndexed();
  }

  @AfterAll
  static void end() {
    world.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/network,/v1/network,200",
    "/v1/overview,/v1/overview,200",
    "/v1/blocks,/v1/blocks?limit=3,200",
    "/v1/validators,/v1/validators?window=10,200",
    "/v1/statistics,/v1/statistics?bucket=60,200",
    "/v1/work-orders,/v1/work-orders?state=ACTIVE&awaiting=court,200",
    "/v1/records/{kind},/v1/records/institutions,200",
    "/v1/records/{kind},/v1/records/accounts?status=ACTIVE,200",
    "/v1/work-orders/{id},/v1/work-orders/ORDER,200",
    "/v1/records/{kind}/{id},/v1/records/institutions/court,200",
    "/v1/events/history,/v1/events/history?limit=5,200",
    "/v1/topology,/v1/topology,200",
    "/v1/transactions,/v1/transactions?sort=deadline&order=asc,200",
    "/v1/credit,/v1/credit,200",
    "/v1/alerts,/v1/alerts?state=open,200",
    "/v1/escalations,/v1/escalations,200",
    "/v1/findings,/v1/findings,404",
    "/v1/audit/rules,/v1/audit/rules,200",
    "/v1/audit/findings,/v1/audit/findings?rule=chain-stalled,200",
    "/v1/audit/report,/v1/audit/report?from=0&to=4000000000,200",
    "/v1/transactions/{id},/v1/transactions/0x1111111111111111111111111111111111111111111111111111111111111111,404",
    "/v1/statistics,/v1/statistics?from=9&to=1,400",
  })
  void shouldAnswerAsTheContractSays_whenAsked(String operation, String path, int status) {
    Answer answer = world.get(path.replace("ORDER", workOrder));
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(CONTRACT.complaint(operation, "get", answer)).isEmpty();
    assertThat(CONTRACT.unnamed(operation, "get", answer))
        .as("members of the answer that the contract does not name")
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/blocks?limit=201",
        "/v1/work-orders?state=OPEN",
        "/v1/records/secrets",
        "/v1/transactions/0x12",
        "/v1/transactions?from=-1",
        "/v1/events/history?id=court",
        "/v1/transactions?cursor=made-up",
        "/v1/transactions?statu=SETTLED",
        "/v1/exports/history?format=csv&form=1"
      })
  void shouldSayWhatIsWrong_whenAParameterIs(String path) {
    Answer answer = world.get(path);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.code()).isIn("request-invalid", "cursor-refused");
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/network?",
        "/v1/overview?",
        "/v1/work-orders?",
        "/v1/records/institutions?",
        "/v1/records/institutions/court?",
        "/v1/events/history?limit=5&",
        "/v1/transactions?",
        "/v1/exports/transactions?format=json&",
        "/v1/alerts?",
        "/v1/escalations?",
        "/v1/audit/rules?",
        "/v1/audit/findings?",
        "/v1/audit/report?from=0&to=1&"
      })
  void shouldNameTheParametersThatThereAre_whenOneIsUnknown(String path) {
    Answer answer = world.get(path + "statu=SETTLED");
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("request-invalid");
    assertThat(answer.json().path("detail").asText() + answer.json().path("actual").asText())
        .contains("statu");
  }

  @Test
  void shouldTellWhatRulesAreConfiguredWith_whenTheyAreListed() {
    JsonNode rules = world.get("/v1/audit/rules").json().path("items");
    Map<String, String> configured = new TreeMap<>();
    rules.forEach(
        rule -> configured.put(rule.path("rule").asText(), rule.path("configured").toString()));
    assertThat(configured)
        .containsEntry("chain-stalled", "{\"stalledSeconds\":45}")
        .containsEntry("rejections-many", "{\"rejections\":10}")
        .containsEntry("policy-loosened", "{}");
  }

  @Test
  void shouldTellTheNetworkAndWhatItOffers_whenAsked() {
    JsonNode network = world.get("/v1/network").json();
    assertThat(network.path("name").asText()).isEqualTo("Test alliance");
    assertThat(network.path("environment").asText()).isEqualTo("test");
    assertThat(network.path("chainId").asLong()).isEqualTo(world.consortium.chain().chainId());
    assertThat(network.path("genesis").asText())
        .isEqualTo(world.consortium.client().header(0).orElseThrow().hash());
    assertThat(network.at("/networks/0/sharesTheChainId").booleanValue()).isFalse();
    assertThat(network.at("/contracts/WorkOrders").asText())
        .isEqualTo("0x0000000000000000000000000000000000001003");
    assertThat(network.path("stalledAfterSeconds").asLong()).isEqualTo(45);
    assertThat(network.path("relay").asBoolean()).isTrue();
    assertThat(network.path("proxy").isNull()).isTrue();
    assertThat(network.at("/networks/0/url").asText()).isEqualTo("https://trial.example");
  }

  @Test
  void shouldShowTheWorkOrderWithItsCallsAndSeats_whenItWasProposed() {
    Answer answer = world.get("/v1/work-orders/" + workOrder);
    assertThat(CONTRACT.complaint("/v1/work-orders/{id}", "get", answer)).isEmpty();
    JsonNode order = answer.json();
    assertThat(order.path("title").asText()).isEqualTo("Two confirmations for each key");
    assertThat(order.path("votes")).hasSize(3);
    assertThat(order.at("/proposal/targets")).hasSize(1);
    assertThat(answer.header("x-indexed-block")).matches("[0-9]+");
  }

  @Test
  void shouldServeItsContract_whenAsked() {
    Answer answer = world.get("/openapi.yaml");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).contains("operationId: relayVote");
  }

  @Test
  void shouldBeReady_whenTheChainIsFollowed() throws Exception {
    var ready =
        java.net.http.HttpRequest.newBuilder(
            java.net.URI.create(
                "http://127.0.0.1:" + world.console.managementPort() + "/health/ready"));
    Answer answer = world.send(ready);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }
}
