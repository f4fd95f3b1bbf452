package io.govchain.console.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.RequestOptions;
import io.govchain.console.acceptance.browser.InjectedWallet;
import io.govchain.console.acceptance.browser.Look;
import io.govchain.console.acceptance.browser.Visitor;
import io.govchain.console.acceptance.pages.Answer;
import io.govchain.console.acceptance.pages.Proposer;
import io.govchain.console.acceptance.pages.Voter;
import io.govchain.console.acceptance.world.World;
import io.govchain.evm.signing.SigningKey;
import io.govchain.governance.GovernanceActions;
import io.govchain.governance.Paths;
import io.govchain.governance.WorkOrder;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Whatever goes wrong ends in a plain sentence that says what to do. */
@Acceptance
@Order(4)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RefusalsTest {
  private static final Look CHINESE = Look.USUAL.in(Look.Language.CHINESE);
  private static int number;

  @Test
  void shouldAskForThePasswordAgain_whenItIsWrong(World world, People people) {
    for (Look look : new Look[] {Look.USUAL, CHINESE}) {
      Voter voter = Voter.at(people.somebody(look));
      voter.opens("/identity");
      voter.triesToUnlock(world.court().governor(), "not the password");
      voter.isTold(look == CHINESE ? "密码不正确。请重新输入" : "The password is wrong. Enter it again");
    }
  }

  @Test
  void shouldSayThatNothingWasSent_whenTheSignatureIsRejectedInTheWallet(
      World world, People people) {
    String order = order(world);
    SigningKey key = world.archive().governor().key();
    InjectedWallet wallet = InjectedWallet.holding(key, world.consortium().network().rpc());
    Voter voter = Voter.at(people.somebodyWith(wallet, Look.USUAL));
    voter.comesWithHerWallet(key.address());
    voter.reads(order).beginsToVote("");
    wallet.rejectEverything();

    voter.triesToSign();

    voter.isTold("nothing was sent. To go on, sign again and confirm in the wallet");
    assertThat(votes(world, order)).isZero();
    wallet.confirmEverything();
    voter.signs();
    voter.hasVoted();
  }

  @Test
  void shouldGoOnWhereSheWas_whenTheServerIsRestartedInTheMiddle(World world, People people) {
    String order = order(world);
    Visitor visitor = people.somebody(Look.USUAL);
    Voter voter = Voter.at(visitor);
    voter.comesWith(world.court().governor());
    voter.reads(order).beginsToVote("");
    visitor.traffic().expectRefusals();
    world.console().kill();
    try {
      voter.triesToSign();
      voter.isTold("ry again");
      assertThat(votes(world, order)).isZero();
    } finally {
      world.console().start();
    }
    voter.signs();
    voter.hasVoted();
    assertThat(votes(world, order)).isEqualTo(1);
  }

  @Test
  void shouldSayThatTheChainStandsStill_whenItIsPaused(World world, People people) {
    String order = order(world);
    Visitor visitor = people.somebody(Look.USUAL);
    Voter voter = Voter.at(visitor);
    voter.comesWith(world.court().governor());
    voter.reads(order).beginsToVote("");
    visitor.traffic().expectRefusals();
    world.consortium().network().pause();
    try {
      voter.triesToSign();
      voter.isToldWithin(60, "ry again in a moment");
    } finally {
      world.consortium().network().resume();
    }
    voter.signs();
    voter.hasVoted();
    assertThat(votes(world, order)).isEqualTo(1);
  }

  @Test
  void shouldSayThatTheVoteIsOver_whenTheOrderWasDecidedMeanwhile(World world, People people) {
    String order = order(world);
    Voter late = Voter.at(people.somebody(Look.USUAL));
    late.comesWith(world.treasury().governor());
    late.reads(order).beginsToVote("documents checked");
    world.orders().vote(world.court(), order);
    world.orders().vote(world.archive(), order);
    world.orders().vote(world.university(), order);
    world.orders().await(order, WorkOrder.State.SUCCEEDED);

    late.triesToSign();

    late.isTold("reload");
    late.leavesTheDialog();
    late.cannotVoteBecause("This order was accepted; the vote is over");
  }

  @Test
  void shouldNotOfferAVote_whenTheServerShowsOtherCallsThanTheChain(World world, People people) {
    String order = order(world);
    for (Look look : new Look[] {Look.USUAL, CHINESE}) {
      Visitor visitor = people.somebody(look);
      Voter voter = Voter.at(visitor);
      voter.comesWith(world.court().governor());
      LyingServer liar =
          LyingServer.tells(
              visitor,
              Paths.id("archive"),
              Paths.id("university"),
              "/v1/rpc",
              "/v1/work-orders/" + order);

      voter.reads(order);

      voter.isTold(look == CHINESE ? "请勿投票" : "Do not vote");
      assertThat(voter.ballot()).hasCount(0);
      assertThat(liar.lies()).isPositive();
    }
  }

  @Test
  void shouldShowWhatTheChainSays_whenOnlyTheServersOwnAnswersLie(World world, People people) {
    String order = order(world);
    Visitor visitor = people.somebody(Look.USUAL);
    Voter voter = Voter.at(visitor);
    voter.comesWith(world.court().governor());
    LyingServer liar =
        LyingServer.tells(
            visitor, Paths.id("archive"), Paths.id("university"), "/v1/work-orders/" + order);

    voter.reads(order).sees("City Archive");

    assertThat(liar.lies()).isPositive();
  }

  @Test
  void shouldNameWhomTheChainNames_whenTheServersListGivesAnothersId(World world, People people) {
    Visitor visitor = people.somebody(Look.USUAL);
    Proposer court = Proposer.at(visitor);
    court.comesWith(world.court().governor());
    LyingServer liar =
        LyingServer.tells(
            visitor, Paths.id("archive"), Paths.id("university"), "/v1/records/institutions*");
    court.follows("/orders");
    court.follows("/orders/new");
    court
        .wants("Suspend an institution")
        .answers(List.of(new Answer.Found("Institution", "archive", "archive")))
        .adds();

    court.isAboutToPropose("Suspend the archive");

    assertThat(liar.lies()).isPositive();
    assertThat(court.wordsToSign())
        .contains("“City University” (university)")
        .doesNotContain("City Archive");
    court.leavesTheDialog();
  }

  @Test
  void shouldCountOnce_whenARelayedBallotIsHandedInAgain(World world, People people) {
    String order = order(world);
    Visitor visitor = people.somebody(Look.USUAL);
    Voter voter = Voter.at(visitor);
    voter.comesWith(world.university().governor());
    voter.reads(order);
    Request ballot =
        voter.page().waitForRequest("**/v1/relay/votes", () -> voter.votesForByRelay());
    String body = ballot.postData();

    APIResponse same = handIn(ballot, body);
    APIResponse against = handIn(ballot, body.replace("\"support\":1", "\"support\":0"));

    assertThat(same.text()).as("a repetition").isEqualTo(ballot.response().text());
    assertThat(against.status()).as(against.text()).isEqualTo(409);
    assertThat(against.text()).contains("already-voted");
    assertThat(votes(world, order)).isEqualTo(1);
  }

  private static APIResponse handIn(Request ballot, String body) {
    return ballot
        .frame()
        .page()
        .request()
        .post(
            ballot.url(),
            RequestOptions.create().setHeader("content-type", "application/json").setData(body));
  }

  /** Last, since it makes time pass. */
  @Test
  @Order(Integer.MAX_VALUE)
  void shouldSayThatTheVoteIsOver_whenTheOrderHasExpired(World world, People people) {
    world.orders().pass("Vote within a minute", GovernanceActions.setPeriods(60, 1_209_600));
    String order = order(world);
    Voter voter = Voter.at(people.somebody(Look.USUAL));
    voter.comesWith(world.court().governor());
    voter.reads(order).beginsToVote("");
    world.letTimePass(61);

    voter.triesToSign();

    voter.isTold("reload");
    voter.leavesTheDialog();
    voter.cannotVoteBecause("the vote is over. If it is still wanted, open a new one");
    world.orders().pass("Vote within a week", GovernanceActions.setPeriods(604_800, 1_209_600));
  }

  /** Likewise. */
  @Test
  @Order(Integer.MAX_VALUE)
  void shouldSayWhatToDo_whenAnAcceptedOrderWasNotCarriedOutInTime(World world, People people) {
    world.orders().pass("Carry out within a minute", GovernanceActions.setPeriods(60, 60));
    String order = order(world);
    world.orders().vote(world.court(), order);
    world.orders().vote(world.university(), order);
    world.orders().vote(world.treasury(), order);
    world.orders().await(order, WorkOrder.State.SUCCEEDED);
    Voter late = Voter.at(people.somebody(Look.USUAL));
    late.comesWith(world.court().governor());
    late.reads(order).beginsToExecute();
    world.letTimePass(121);

    late.triesToSign();

    late.isTold("eload");
    late.leavesTheDialog();
    for (Look look : new Look[] {Look.USUAL, CHINESE}) {
      Voter reader = Voter.at(people.somebody(look));
      reader.opens("/orders");
      reader
          .reads(order)
          .cannotVoteBecause(
              look == CHINESE
                  ? "未在期限内执行，已经失效。若仍需要，请发起新的工单"
                  : "has expired. If it is still wanted, open a new one");
      reader.cannotExecute();
    }
    world
        .orders()
        .pass("Vote and carry out in good time", GovernanceActions.setPeriods(604_800, 1_209_600));
  }

  /** To suspend the archive: nobody carries it out. */
  private static String order(World world) {
    return world
        .orders()
        .open(
            "Suspend the archive, no. " + ++number,
            GovernanceActions.suspendInstitution("archive"));
  }

  private static int votes(World world, String order) {
    return world.consortium().chain().workOrder(order).orElseThrow().forVotes();
  }
}
