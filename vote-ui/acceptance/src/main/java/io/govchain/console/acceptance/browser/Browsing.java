package io.govchain.console.acceptance.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** One Chromium. Everything about it is to be done in the thread that started it. */
public final class Browsing implements AutoCloseable {
  private final Playwright playwright;
  private final Browser browser;

  private Browsing(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts the program; the driver runs on the Node that builds the page. */
  public static Browsing start(Path program) {
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions()
                .setEnv(
                    Map.of(
                        "PLAYWRIGHT_NODEJS_PATH",
                        node().toString(),
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                        "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program)
                    .setArgs(Chromium.FLAGS)
                    .setChromiumSandbox(false));
    return new Browsing(playwright, browser);
  }

  private static Path node() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, "node"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("expected node on PATH, found none"));
  }

  /**
   * Somebody who was never there before: nothing is stored or cached. Nothing moves either: lists
   * and dialogs are there, or gone, at once.
   */
  public Visitor visitor(URI console, Look look) {
    return new Visitor(
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(console.toString())
                .setLocale(look.language().tag())
                .setTimezoneId("Asia/Shanghai")
                .setColorScheme(look.theme().scheme())
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(look.size().width(), look.size().height())),
        console,
        look);
  }

  /** The browser's own words about its version. */
  public String version() {
    return browser.version();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
