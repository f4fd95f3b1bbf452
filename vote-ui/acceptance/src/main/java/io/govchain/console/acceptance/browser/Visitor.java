package io.govchain.console.acceptance.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.WaitUntilState;
import java.net.URI;

/** A person at a browser of her own, all of whose traffic is watched. */
public final class Visitor implements AutoCloseable {
  private static final double PATIENCE_MILLIS = 20_000;
  private static final String CLOSED = "Target page, context or browser has been closed";

  private final BrowserContext context;
  private final Look look;
  private final Traffic traffic;
  private final Page page;

  Visitor(BrowserContext context, URI console, Look look) {
    this.context = context;
    this.look = look;
    context.setDefaultTimeout(PATIENCE_MILLIS);
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    this.traffic = Traffic.of(context, console);
    this.page = context.newPage();
  }

  /** Gives her a wallet, before she opens the first page. */
  public void carry(InjectedWallet wallet) {
    wallet.injectInto(context);
  }

  /** Opens a page of the console. */
  public Page open(String route) {
    // Its events never end: a page that is loaded still has a request under way.
    page.navigate(route, new Page.NavigateOptions().setWaitUntil(WaitUntilState.DOMCONTENTLOADED));
    return page;
  }

  /** Opens one more page of the console in the same browser; the others stay open, and seen. */
  public Page openBeside(String route) {
    Page another = context.newPage();
    another.navigate(
        route, new Page.NavigateOptions().setWaitUntil(WaitUntilState.DOMCONTENTLOADED));
    return another;
  }

  /** The page that is open now. */
  public Page page() {
    return page;
  }

  /** From now on in this light. */
  public void by(Look.Theme theme) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme.scheme()));
  }

  /** From now on on this screen. */
  public void on(Look.Size size) {
    page.setViewportSize(size.width(), size.height());
  }

  /** How she looks at it. */
  public Look look() {
    return look;
  }

  /** Everything that her browser sent, and all that it complained about. */
  public Traffic traffic() {
    return traffic;
  }

  /**
   * A page that is still asking its wallet when it is closed gets no answer, which is no matter.
   */
  @Override
  public void close() {
    try {
      context.close();
    } catch (PlaywrightException late) {
      if (!late.getMessage().contains(CLOSED)) {
        throw late;
      }
      context.close();
    }
  }
}
