package io.govchain.console.acceptance;

import io.govchain.console.acceptance.browser.Look;
import io.govchain.console.acceptance.browser.Visitor;
import io.govchain.console.acceptance.pages.Watcher;
import io.govchain.console.acceptance.world.Furnishing;
import io.govchain.console.acceptance.world.World;
import io.govchain.testnet.consortium.KeyFile;
import java.nio.file.Path;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Somebody says that she looks after an alert, and everybody knows who. */
@Acceptance
@Order(7)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AlertsTest {
  private static final String COMMENT = "The registry was called; a settlement is being drafted";

  @Test
  @Order(1)
  void shouldStayOpen_whenWhoSignsIsNoMember(World world, People people, @TempDir Path directory) {
    Furnishing.of(world);
    String transaction = world.sights().escalated();
    Visitor visitor = people.somebody(Look.USUAL);
    Watcher stranger = Watcher.at(visitor);
    stranger.comesWith(KeyFile.create(directory, "stranger"));
    stranger.follows("/alerts");
    stranger.takesOn(transaction, COMMENT);
    visitor.traffic().expectRefusals();

    stranger.signs();

    stranger.isTold("This account may not act now");
    Watcher.at(people.somebody(Look.USUAL)).opensAlerts().findsIt(transaction, "open");
  }

  @Test
  @Order(2)
  void shouldStayAcknowledgedByWhoSigned_whenTheConsoleIsRestarted(World world, People people) {
    Furnishing.of(world);
    String transaction = world.sights().escalated();
    Watcher court = Watcher.at(people.somebody(Look.USUAL));
    court.comesWith(world.court().operator());
    court.follows("/alerts");
    court.findsIt(transaction, "open").takesOn(transaction, COMMENT);
    court.isAboutToSign("is acknowledged: we have seen it");
    court.signs();
    court.findsIt(transaction, "acknowledged").reads(transaction, "court", COMMENT);
    court.isNotAskedAgain(transaction);

    court.visitor().traffic().expectRefusals();
    world.console().kill();
    world.console().start();

    Watcher.at(people.somebody(Look.CHINESE_PHONE))
        .opensAlerts()
        .findsIt(transaction, "acknowledged")
        .reads(transaction, "court 已确认", COMMENT, "已确认");
  }
}
