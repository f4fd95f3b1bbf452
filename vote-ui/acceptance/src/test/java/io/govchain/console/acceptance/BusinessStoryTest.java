package io.govchain.console.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.govchain.console.acceptance.browser.Look;
import io.govchain.console.acceptance.pages.Official;
import io.govchain.console.acceptance.pages.Operator;
import io.govchain.console.acceptance.pages.Voter;
import io.govchain.console.acceptance.world.Business;
import io.govchain.console.acceptance.world.World;
import io.govchain.evm.signing.SigningKey;
import io.govchain.governance.Account;
import io.govchain.governance.Node;
import io.govchain.governance.NodeConsent;
import io.govchain.governance.Pipeline;
import io.govchain.testnet.consortium.KeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The new member gets its accounts, runs a node, is connected, calls, fails, and is audited. */
@Acceptance
@Order(2)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BusinessStoryTest {
  private static final Look CHINESE_DESK = Look.USUAL.in(Look.Language.CHINESE);
  private static final String SETTLEMENT = "entered by hand, journal 4711";
  private static String transaction;
  private static String escalation;

  @Test
  @Order(1)
  void shouldBeActive_whenAnAccountWasRequestedInThePageAndVotedFor(World world, People people) {
    KeyFile operator = world.registry().operator();
    Operator contact = Operator.at(people.somebody(Look.USUAL));
    contact.comesWith(world.registry().governor());
    contact.follows("/registers/accounts");
    contact.begins().picks("institution", "registry").picks("role", "operator");
    contact.lets(operator).continuesAndSigns();

    Voter court = Voter.at(people.somebody(CHINESE_DESK));
    court.comesWith(world.court().governor());
    court.follows("/registers/accounts");
    court.follows("/registers/accounts/" + operator.address());
    court.proposes("Accounts.activate", "土地登记中心的操作员").votesFor("");
    world.orders().votesOfTheOthers(court.order());
    court.executes();

    assertThat(world.consortium().chain().account(operator.address()))
        .get()
        .extracting(Account::status, Account::role)
        .containsExactly(Account.Status.ACTIVE, Account.Role.OPERATOR);
  }

  /**
   * Besu asks the contract for its list, block by block, and nobody else makes blocks. This chain's
   * one node makes them whatever the list says, so that the list itself is looked at.
   */
  @Test
  @Order(2)
  void shouldBeOnTheListOfValidators_whenANodeIsRequestedInThePageAndAdmitted(
      World world, People people) throws IOException {
    SigningKey key = SigningKey.random();
    NodeConsent consent =
        NodeConsent.sign(key, world.consortium().chain().chainId(), world.registry().code());
    Operator operator = Operator.at(people.somebody(Look.USUAL));
    operator.comesWith(world.registry().operator());
    operator.follows("/registers/nodes");
    operator.begins().picks("nodeKind", "governance");
    operator.fills("nodeEndpoint", "127.0.0.1:30399");
    operator.fills("nodeConsent", new ObjectMapper().writeValueAsString(consent));
    operator.continuesAndSigns();
    Node node = world.consortium().chain().nodes().getLast();

    Voter court = Voter.at(people.somebody(Look.USUAL));
    court.comesWith(world.court().governor());
    court.follows("/registers/nodes");
    court.follows("/registers/nodes/" + node.id());
    court.proposes("Nodes.admit", "The registry's node was checked").votesFor("it answers");
    world.orders().votesOfTheOthers(court.order());
    court.executes();

    assertThat(world.consortium().chain().validators()).contains(key.address());
  }

  @Test
  @Order(3)
  void shouldBeAgreed_whenOneSideRequestsAPipelineAndTheOtherAuthorisesIt(
      World world, People people) {
    world.activateRemainingAccounts();
    Business business = world.startBusiness();
    Operator registry = Operator.at(people.somebody(Look.USUAL));
    registry.comesWith(world.registry().operator());
    registry.requestsPipeline(
        Business.PIPELINE,
        new Operator.Side(
            "registry",
            "registry/evidence-chain",
            List.of(business.application()),
            "registry/evidence"),
        new Operator.Side("court", "court/evidence-chain", List.of(), "court/evidence"));

    Operator court = Operator.at(people.somebody(CHINESE_DESK));
    court.comesWith(world.court().operator());
    court.follows("/pipelines");
    court.follows("/pipelines/" + business.pipeline().id());
    court.authorises();

    assertThat(business.pipeline().status()).isEqualTo(Pipeline.Status.ACTIVE);
  }

  @Test
  @Order(4)
  void shouldBeSeenStepByStep_whenThePipelineCarriesACall(World world, People people) {
    transaction = world.startBusiness().storesADeed();

    for (Look look : List.of(Look.USUAL, Look.CHINESE_PHONE)) {
      Operator reader = Operator.at(people.somebody(look));
      reader.opens("/transactions").follows("/transactions/" + transaction);
      reader.seesThatItIs(look.language() == Look.Language.CHINESE ? "已结算" : "settled");
      assertThat(reader.timeline()).hasSizeGreaterThanOrEqualTo(5);
    }
  }

  @Test
  @Order(5)
  void shouldBeResolved_whenBothSidesAgreeToOneSettlement(World world, People people) {
    Business business = world.startBusiness();
    escalation = business.escalates();

    Operator court = Operator.at(people.somebody(Look.USUAL));
    court.comesWith(world.court().operator());
    court.follows("/escalations");
    court.follows("/escalations/" + escalation);
    court.agreesTo(SETTLEMENT);
    business.registryAgrees(escalation, SETTLEMENT);
    business.await(escalation, "resolved");

    court.follows("/transactions");
    court.follows("/transactions/" + escalation);
    court.seesThatItIs("resolved");
  }

  @Test
  @Order(6)
  void shouldHoldWhatHappened_whenAnAuditorExportsTheReport(World world, People people)
      throws IOException {
    Official auditor = Official.at(people.somebody(Look.USUAL));
    auditor.opens("/audit").follows("/audit/report");
    Page page = auditor.page();
    page.locator("form .plain-button").first().click();
    Locator exports = page.locator(".report-actions button");
    exports.first().waitFor();

    JsonNode report = new ObjectMapper().readTree(content(page, exports.nth(1)));
    String table = content(page, exports.nth(2));

    assertThat(report.toString()).contains("registry", escalation);
    assertThat(table).contains("registry");
  }

  private static String content(Page page, Locator button) throws IOException {
    Download download = page.waitForDownload(button::click);
    Path file = download.path();
    return Files.readString(file);
  }
}
