package io.govchain.console.acceptance;

import com.microsoft.playwright.Page;
import io.govchain.console.acceptance.browser.Browsing;
import io.govchain.console.acceptance.browser.Chromium;
import io.govchain.console.acceptance.browser.Look;
import io.govchain.console.acceptance.browser.Visitor;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How long somebody who was never there before waits until the console shows something: Chromium's
 * own First Contentful Paint, from the beginning of the navigation, with nothing cached.
 */
public final class FirstPaint {
  private static final String FOUND =
      "() => performance.getEntriesByName('first-contentful-paint').length > 0";
  private static final String MEASURED =
      """
      () => [performance.getEntriesByName('first-contentful-paint')[0].startTime,
             performance.getEntriesByType('resource')
               .concat(performance.getEntriesByType('navigation'))
               .map(entry => entry.encodedBodySize).reduce((sum, size) => sum + size, 0)]
      """;

  private FirstPaint() {}

  /**
   * What was measured.
   *
   * @param milliseconds of each visit, the shortest first
   * @param bytes of everything that was loaded until then, as it went over the wire, of the last
   *     visit
   * @param browser name and version
   */
  public record Figures(List<Double> milliseconds, long bytes, String browser) {
    public Figures {
      milliseconds = milliseconds.stream().sorted().toList();
    }

    /** Half of the visits were quicker. */
    public double median() {
      return milliseconds.get(milliseconds.size() / 2);
    }

    /** The slowest visit. */
    public double worst() {
      return milliseconds.getLast();
    }
  }

  /**
   * Visits a console again and again, each time as somebody new. The first visit, with which the
   * browser itself warms up, does not count.
   *
   * @return empty where no browser can be had
   */
  public static Optional<Figures> measure(URI console, int visits) {
    return Chromium.find()
        .program()
        .map(
            program -> {
              try (Browsing browsing = Browsing.start(program)) {
                return measure(browsing, console, visits);
              }
            });
  }

  /** The same in a browser that runs already. */
  public static Figures measure(Browsing browsing, URI console, int visits) {
    visit(browsing, console);
    List<Double> milliseconds = new ArrayList<>();
    long bytes = 0;
    for (int i = 0; i < visits; i++) {
      List<?> measured = visit(browsing, console);
      milliseconds.add(((Number) measured.get(0)).doubleValue());
      bytes = ((Number) measured.get(1)).longValue();
    }
    return new Figures(milliseconds, bytes, "Chromium " + browsing.version());
  }

  private static List<?> visit(Browsing browsing, URI console) {
    try (Visitor visitor = browsing.visitor(console, Look.USUAL)) {
      Page page = visitor.open("/");
      page.waitForFunction(FOUND);
      return (List<?>) page.evaluate(MEASURED);
    }
  }
}
