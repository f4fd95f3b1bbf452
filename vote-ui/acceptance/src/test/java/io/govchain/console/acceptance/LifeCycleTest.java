package io.govchain.console.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.console.acceptance.browser.Look;
import io.govchain.console.acceptance.pages.Registrar;
import io.govchain.console.acceptance.world.Furnishing;
import io.govchain.console.acceptance.world.Sharing;
import io.govchain.console.acceptance.world.World;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.signing.SigningKey;
import io.govchain.governance.Account;
import io.govchain.governance.AccountConsent;
import io.govchain.governance.Alliance;
import io.govchain.governance.DataSet;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.Paths;
import io.govchain.testnet.consortium.KeyFile;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Everything that is registered, from its beginning to its end, by those who may. */
@Acceptance
@Order(9)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LifeCycleTest {
  private static final String DIGEST = "0x" + "da7a".repeat(16);

  /** What one account is offered for the records of all registers. */
  @Test
  @Order(1)
  void shouldBeOfferedToThoseWhoMay_andToNobodyElse(World world, People people) {
    Furnishing.of(world);
    Map<KeyFile, List<LifeCycles.Offer>> offers = LifeCycles.of(world);
    offers.forEach(
        (account, records) -> {
          Registrar registrar = Registrar.at(people.somebody(Look.USUAL));
          registrar.comesWith(account);
          for (LifeCycles.Offer offer : records) {
            registrar.looksAt(offer.register(), offer.id()).isOffered(offer.actions());
            registrar.isOfferedByVote(offer.orders());
          }
        });
  }

  @Test
  @Order(2)
  void shouldStandStillAndGoOn_whenItsOperatorSuspendsAndResumes(World world, People people) {
    Furnishing.of(world);
    Registrar operator = Registrar.at(people.somebody(Look.USUAL));
    operator.comesWith(world.registry().operator());
    String contract = Paths.id("registry/evidence");
    Map<String, String> items =
        Map.of(
            "applications", Paths.id(world.business().application()),
            "business-contracts", contract,
            "subchains", Paths.id("registry/evidence-chain"));
    items.forEach(
        (register, id) -> {
          operator.looksAt(register, id).does("Suspend", "suspended");
          operator.does("Resume", "active");
        });
    operator.looksAt("services", Paths.id("registry/subchain-proxy"));
    operator.does("Suspend the service", "suspended").does("Resume the service", "active");
    operator.looksAt("pipelines", contract);
    operator.does("Suspend the pipeline", "suspended").does("Resume the pipeline", "active");
  }

  @Test
  @Order(3)
  void shouldBeRevoked_whenItsGovernorEndsAnAccount(World world, People people) {
    SigningKey key = SigningKey.random();
    world
        .account(world.registry().governor())
        .send(
            GovernanceCalls.requestAccount(
                key.address(),
                "registry",
                Account.Role.AUDITOR,
                Hex.of(key.publicKey()),
                AccountConsent.sign(
                    key,
                    world.consortium().chain().chainId(),
                    key.address(),
                    "registry",
                    Account.Role.AUDITOR)));
    Registrar governor = Registrar.at(people.somebody(Look.USUAL));
    governor.comesWith(world.registry().governor());

    governor.looksAt("accounts", key.address()).does("Revoke the account for good", "revoked");
    assertThat(world.consortium().chain().account(key.address()).orElseThrow().status())
        .isEqualTo(Account.Status.REVOKED);

    governor.looksAt("institutions", Paths.id("registry")).begins("Withdraw from the consortium");
    governor.isAboutToSign("End the membership of your own institution for good");
    governor.leavesTheDialog();
  }

  @Test
  @Order(4)
  void shouldLiveAndEnd_whenItsOwnerDescribesGrantsAndRetiresADataSet(World world, People people) {
    Registrar operator = Registrar.at(people.somebody(Look.USUAL));
    operator.comesWith(world.registry().operator());
    operator.registersIn("data-sets").fills("code", "maps").picks("sensitivity", "general");
    operator.fills("name", "Maps").fills("dataKind", "image").fills("dataDigest", DIGEST);
    operator.fills("volume", "1024").fills("value", "1");
    operator.continues();
    operator.signs();
    String id = Paths.id("registry/maps");

    operator
        .looksAt("data-sets", id)
        .begins("Describe a new version")
        .fills("name", "Maps of 2026");
    operator.continuesTo("active").reads("Maps of 2026");
    operator.begins("Raise the sensitivity").continuesTo("active").reads("important");
    operator.begins("Grant its use").picks("institution", "court");
    operator.fills("until", tomorrow(world)).fills("purpose", DIGEST);
    operator.continuesTo("active");
    assertThat(world.consortium().chain().dataUsable(id, "court")).isTrue();
    operator.begins("Revoke a grant").picks("institution", "court");
    operator.continuesTo("active");
    assertThat(world.consortium().chain().dataUsable(id, "court")).isFalse();
    operator.does("Suspend the data set", "suspended").does("Resume the data set", "active");
    operator.does("Retire the data set for good", "retired").isOffered(List.of());
    assertThat(world.consortium().chain().dataSet(id).orElseThrow())
        .extracting(DataSet::status, DataSet::version)
        .containsExactly(DataSet.Status.RETIRED, 2);
  }

  @Test
  @Order(5)
  void shouldPassToAnother_whenTheLeadOfAnAllianceIsOfferedAndAccepted(World world, People people) {
    String id = Paths.id(Sharing.of(world).alliance());
    Registrar registry = Registrar.at(people.somebody(Look.USUAL));
    registry.comesWith(world.registry().operator());
    registry.looksAt("alliances", id).begins("Invite or approve").picks("institution", "court");
    registry.continuesTo("active");
    Registrar court = Registrar.at(people.somebody(Look.USUAL));
    court.comesWith(world.court().operator());
    court.looksAt("alliances", id).does("Join the alliance", "active");
    registry.begins("Change a member’s role").picks("institution", "court");
    registry.picks("allianceRole", "steward");
    registry.continuesTo("active");
    registry.begins("Offer the lead").picks("institution", "court");
    registry.continuesTo("active").reads("Lead offered to");
    court.does("Accept the lead", "active").reads("Offer to merge");
    registry.begins("Leave the alliance").signs();

    assertThat(world.consortium().chain().alliance(id).orElseThrow().lead())
        .isEqualTo(Paths.id("court"));
    assertThat(world.consortium().chain().allianceMembers(id))
        .extracting(Alliance.Member::institution)
        .containsExactly(Paths.id("court"));
  }

  /** As it is typed, in the zone of the people here. */
  private static String tomorrow(World world) {
    return Instant.ofEpochSecond(world.consortium().chain().blockTime())
        .plus(Duration.ofDays(1))
        .atZone(ZoneId.of("Asia/Shanghai"))
        .format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm"));
  }
}
