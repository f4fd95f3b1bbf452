package io.govchain.console.acceptance.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.govchain.console.acceptance.browser.Visitor;

/** Somebody reads what a page shows. */
public final class Reading {
  private static final String NOTHING_LOADS =
      """
      () => document.fonts.status === 'loaded'
        && !document.querySelector('main [aria-busy=true], main .ant-skeleton, main .ant-spin-spinning')
      """;

  private final Page page;

  private Reading(Page page) {
    this.page = page;
  }

  /** What this visitor has open. */
  public static Reading of(Visitor visitor) {
    return new Reading(visitor.page());
  }

  /** Waits until there is a heading and nothing on the page is still being loaded. */
  public void isComplete() {
    assertThat(page.locator("main").first()).isVisible();
    assertThat(page.locator("h1").first()).isVisible();
    page.waitForFunction(NOTHING_LOADS);
  }
}
