package io.govchain.console.acceptance;

import com.microsoft.playwright.Page;
import io.govchain.console.acceptance.browser.Visitor;
import io.govchain.console.acceptance.pages.Reading;
import io.govchain.console.acceptance.world.World;
import io.govchain.governance.Paths;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A page that everybody gets to see.
 *
 * @param name for file names
 * @param route where it is in this world
 * @param button what is pressed there before there is much to see; empty where nothing is
 */
public record MainPage(String name, String route, String button) implements Sight {

  MainPage(String name, String route) {
    this(name, route, "");
  }

  @Override
  public Page open(Visitor visitor) {
    Page page = visitor.open(route);
    Reading.of(visitor).isComplete();
    if (!button.isEmpty()) {
      page.locator(button).first().click();
      Reading.of(visitor).isComplete();
    }
    return page;
  }

  /** All of them in a furnished world, in the order in which the documents show them. */
  public static List<MainPage> of(World world) {
    World.Sights sights = world.sights();
    String institution = Paths.id(world.registry().code());
    return List.of(
        new MainPage("dashboard", "/"),
        new MainPage("wall", "/wall"),
        new MainPage("orders", "/orders"),
        new MainPage("order", "/orders/" + sights.openOrder()),
        new MainPage("order-new", "/orders/new"),
        new MainPage("order-form", "/orders/new/Institutions.suspend"),
        new MainPage("order-filled", "/orders/new/Transactions.resolve?" + resolution(sights)),
        new MainPage("order-rules", "/orders/new/Credit.setRules"),
        new MainPage("register", "/registers/institutions"),
        new MainPage("record", "/registers/institutions/" + institution),
        new MainPage("pipelines", "/pipelines"),
        new MainPage("pipeline-new", "/pipelines/new"),
        new MainPage("pipeline", "/pipelines/" + sights.pipeline()),
        new MainPage("topology", "/topology"),
        new MainPage("transactions", "/transactions"),
        new MainPage("transaction", "/transactions/" + sights.compensated()),
        new MainPage("escalations", "/escalations"),
        new MainPage("escalation", "/escalations/" + sights.escalated()),
        new MainPage("alerts", "/alerts"),
        new MainPage("audit", "/audit"),
        new MainPage("audit-report", "/audit/report", "main form .plain-button"),
        new MainPage(
            "audit-evidence",
            "/audit/evidence?transaction=" + sights.settled(),
            "main .audit-links button"),
        new MainPage("audit-log", "/audit/log"),
        new MainPage("audit-permissions", "/audit/permissions"),
        new MainPage("audit-days", "/audit/log", "#filter-from"),
        new MainPage("join", "/join"),
        new MainPage("join-setup", "/join/setup"),
        new MainPage("identity", "/identity"),
        new MainPage("settings", "/settings"));
  }

  private static String resolution(World.Sights sights) {
    return "transaction=%s&note=%s"
        .formatted(sights.escalated(), URLEncoder.encode("journal 4712", StandardCharsets.UTF_8));
  }

  /** For test reports. */
  @Override
  public String toString() {
    return name;
  }
}
