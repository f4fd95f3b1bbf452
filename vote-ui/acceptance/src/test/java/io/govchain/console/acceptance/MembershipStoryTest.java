package io.govchain.console.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.console.acceptance.browser.InjectedWallet;
import io.govchain.console.acceptance.browser.Look;
import io.govchain.console.acceptance.pages.Applicant;
import io.govchain.console.acceptance.pages.Voter;
import io.govchain.console.acceptance.world.World;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.signing.SigningKey;
import io.govchain.governance.Institution;
import io.govchain.governance.MembershipApplication;
import io.govchain.governance.WorkOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** An institution applies, three vote for it in three ways, and it is a member. */
@Acceptance
@Order(1)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MembershipStoryTest {
  private static final Look CHINESE_DESK = Look.USUAL.in(Look.Language.CHINESE);
  private static final String SIGNED_REASON = "申请材料齐全，许可证有效";
  private static String order;

  @Test
  @Order(1)
  void shouldBeOnRecord_whenItAppliesInThePage(World world, People people, @TempDir Path directory)
      throws Exception {
    byte[] licence = "licence of the land registry".getBytes(StandardCharsets.UTF_8);
    Path document = Files.write(directory.resolve("licence.pdf"), licence);
    Applicant applicant = Applicant.at(people.somebody(Look.USUAL.on(Look.Size.PHONE)));
    applicant
        .wantsToJoinWith(world.registry().governor())
        .applies("registry", "City Land Registry", "governance", document)
        .seesHerApplication("registry");

    MembershipApplication application =
        world.consortium().chain().membershipApplications().getLast();
    assertThat(application.name()).isEqualTo("City Land Registry");
    assertThat(application.category()).isEqualTo(Institution.Category.GOVERNANCE);
    assertThat(application.applicant()).isEqualTo(world.registry().governor().address());
    assertThat(application.documentDigest())
        .isEqualTo(Hex.of(MessageDigest.getInstance("SHA-256").digest(licence)));
  }

  @Test
  @Order(2)
  void shouldBeOpened_whenAGovernorPutsTheApplicationToTheVote(World world, People people) {
    Voter court = Voter.at(people.somebody(Look.USUAL));
    court.comesWith(world.court().governor());
    court.follows("/registers/membership-applications");
    court.follows("/registers/membership-applications/" + application(world));
    court.proposes("Institutions.admit", "The City Land Registry applies; documents checked");

    order = court.order();
    court.sees("City Land Registry");
    world.orders().await(order, WorkOrder.State.ACTIVE);
  }

  @Test
  @Order(3)
  void shouldCount_whenAVoteIsSignedWithAKeystoreFile(World world, People people) {
    Voter court = Voter.at(people.somebody(Look.USUAL));
    court.comesWith(world.court().governor());
    court.reads(order).sees("City Land Registry").votesFor("documents checked");

    assertThat(votesFor(world)).isEqualTo(1);
  }

  @Test
  @Order(4)
  void shouldCount_whenAVoteIsSignedInAWallet(World world, People people) {
    SigningKey key = world.archive().governor().key();
    InjectedWallet wallet = InjectedWallet.holding(key, world.consortium().network().rpc());
    Voter archive = Voter.at(people.somebodyWith(wallet, CHINESE_DESK));
    archive.comesWithHerWallet(key.address());
    archive.reads(order).sees("City Land Registry").votesFor("材料齐全");

    assertThat(votesFor(world)).isEqualTo(2);
    assertThat(wallet.asked()).containsExactly("eth_requestAccounts", "eth_sendTransaction");
  }

  @Test
  @Order(5)
  void shouldDecide_whenASignedBallotIsHandedInByTheConsole(World world, People people) {
    String voter = world.university().governor().address();
    long sent = world.consortium().client().transactionCount(voter);
    Voter university = Voter.at(people.somebody(Look.CHINESE_PHONE));
    university.comesWith(world.university().governor());
    university.reads(order).sees("City Land Registry").votesForByRelay(SIGNED_REASON);

    world.orders().await(order, WorkOrder.State.SUCCEEDED);
    assertThat(world.consortium().client().transactionCount(voter))
        .as("transactions of a voter who only signs")
        .isEqualTo(sent);
  }

  @Test
  @Order(6)
  void shouldBeAMember_whenTheOrderIsCarriedOut(World world, People people) {
    Voter treasury = Voter.at(people.somebody(Look.USUAL));
    treasury.comesWith(world.treasury().governor());
    treasury.reads(order).readsWhy("university", SIGNED_REASON).executes();

    assertThat(world.consortium().chain().institution(world.registry().code()))
        .get()
        .extracting(Institution::active)
        .isEqualTo(true);
  }

  private static String application(World world) {
    return world.consortium().chain().membershipApplications().getLast().id();
  }

  private static int votesFor(World world) {
    return world.consortium().chain().workOrder(order).orElseThrow().forVotes();
  }
}
