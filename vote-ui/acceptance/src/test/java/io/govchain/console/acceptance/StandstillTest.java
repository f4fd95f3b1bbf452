package io.govchain.console.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.govchain.console.acceptance.browser.Look;
import io.govchain.console.acceptance.pages.Official;
import io.govchain.console.acceptance.pages.Voter;
import io.govchain.console.acceptance.world.World;
import io.govchain.governance.GovernanceActions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The node answers, and there are no new blocks. Last of all, since blocks come more slowly from
 * then on.
 */
@Acceptance
@Order(10)
class StandstillTest {
  private static final double PATIENCE_MILLIS = 60_000;

  @Test
  void shouldSayThatNothingTakesEffect_whenThereAreNoNewBlocks(World world, People people) {
    String order =
        world
            .orders()
            .open(
                "Suspend the archive while the chain stands still",
                GovernanceActions.suspendInstitution("archive"));
    Voter voter = Voter.at(people.somebody(Look.USUAL));
    voter.comesWith(world.court().governor());
    voter.reads(order).beginsToVote("");
    Official reader = Official.at(people.somebody(Look.CHINESE_PHONE));
    reader.opens("/orders/" + order);
    world.holdBlocks();
    try {
      isTold(voter, "No vote or action takes effect until it goes on; tell those who run");
      isTold(reader, "在恢复之前投票和操作都不会生效；请联系各验证节点的运维人员");
      voter.triesToSign();
      assertThat(votes(world, order)).isZero();
    } finally {
      world.letBlocksCome();
    }

    voter.hasVoted();
    assertThat(votes(world, order)).isEqualTo(1);
    assertThat(trouble(voter)).isHidden(hidden());
    assertThat(trouble(reader)).isHidden(hidden());
  }

  private static void isTold(Official official, String words) {
    assertThat(trouble(official))
        .containsText(
            words, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
  }

  private static LocatorAssertions.IsHiddenOptions hidden() {
    return new LocatorAssertions.IsHiddenOptions().setTimeout(PATIENCE_MILLIS);
  }

  private static Locator trouble(Official official) {
    return official.page().getByTestId("trouble-stalled");
  }

  private static int votes(World world, String order) {
    return world.consortium().chain().workOrder(order).orElseThrow().forVotes();
  }
}
