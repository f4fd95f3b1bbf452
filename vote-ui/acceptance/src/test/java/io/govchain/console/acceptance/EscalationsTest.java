package io.govchain.console.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.console.acceptance.browser.Look;
import io.govchain.console.acceptance.pages.Operator;
import io.govchain.console.acceptance.pages.Voter;
import io.govchain.console.acceptance.world.Furnishing;
import io.govchain.console.acceptance.world.World;
import io.govchain.governance.TransactionRecord;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What could not be undone by itself: tried again, and at last decided by a vote. */
@Acceptance
@Order(8)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EscalationsTest {
  private static final String NOTE = "corrected in both books, journal 4712";
  private static String escalation;

  @Test
  @Order(1)
  void shouldBeTriedOnceMore_whenAnOperatorOfTheStuckSideSaysSo(World world, People people) {
    Furnishing.of(world);
    escalation = world.business().escalatesAtTheCourt();
    Operator court = Operator.at(people.somebody(Look.USUAL));
    court.comesWith(world.court().operator());
    court.follows("/escalations");
    assertThat(court.line(escalation)).containsText("can retry · can agree");
    court.follows("/escalations/" + escalation);
    court.reads("tried 1 time");

    court.retries();

    court.reads("tried 2 times");
  }

  @Test
  @Order(2)
  void shouldBeClosedForRetry_whenTheOtherSideIsStuck(World world, People people) {
    Furnishing.of(world);
    String other = world.sights().escalated();
    Operator court = Operator.at(people.somebody(Look.USUAL.in(Look.Language.CHINESE)));
    court.comesWith(world.court().operator());
    court.follows("/escalations");
    assertThat(court.line(other)).containsText("可同意方案");
    assertThat(court.line(other)).not().containsText("可重试撤销");
    court.follows("/escalations/" + other);

    court.cannotRetry("本方没有等待再次撤销的步骤");
  }

  @Test
  @Order(3)
  void shouldBeResolved_whenAWorkOrderSaysHow(World world, People people) {
    Voter court = Voter.at(people.somebody(Look.USUAL));
    court.comesWith(world.court().governor());
    court.follows("/escalations");
    court.follows("/escalations/" + escalation);
    court.page().locator("#order-note").fill(NOTE);
    court.proposes("Transactions.resolve", "Settle what the court could not undo");
    court.sees(NOTE).sees(escalation).votesFor("");
    world.orders().votesOfTheOthers(court.order());
    court.executes();

    assertThat(world.consortium().chain().transaction(escalation).orElseThrow().status())
        .isEqualTo(TransactionRecord.Status.RESOLVED);
    court.follows("/escalations");
    assertThat(court.page().locator("a[href='/escalations/%s']".formatted(escalation))).hasCount(0);
  }
}
