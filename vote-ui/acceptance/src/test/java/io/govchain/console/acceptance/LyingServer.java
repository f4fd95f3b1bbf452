package io.govchain.console.acceptance;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.govchain.console.acceptance.browser.Visitor;
import java.util.Locale;

/** A console whose server was taken over: it says one thing where the chain says another. */
final class LyingServer {
  private final String truth;
  private final String lie;
  private int lies;

  private LyingServer(String truth, String lie) {
    this.truth = bare(truth);
    this.lie = bare(lie);
  }

  /** Wherever answers below these paths hold the one value, this visitor gets to see the other. */
  static LyingServer tells(Visitor visitor, String truth, String lie, String... paths) {
    LyingServer liar = new LyingServer(truth, lie);
    Page page = visitor.page();
    for (String path : paths) {
      page.route("**" + path, liar::answer);
    }
    return liar;
  }

  private void answer(Route route) {
    APIResponse honest = route.fetch();
    String text = honest.text();
    if (text.toLowerCase(Locale.ROOT).contains(truth)) {
      lies++;
    }
    route.fulfill(
        new Route.FulfillOptions()
            .setResponse(honest)
            .setBody(text.replaceAll("(?i)" + truth, lie)));
  }

  /** How often it lied: a test that was never lied to shows nothing. */
  int lies() {
    return lies;
  }

  private static String bare(String hex) {
    return hex.substring(2).toLowerCase(Locale.ROOT);
  }
}
