package io.govchain.console.acceptance.pages;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** Somebody who has no mouse: moves by the Tab key alone, and presses what she has reached. */
public final class Keyboard {
  /** More than any page has to offer: whatever is not reached by then is not reached at all. */
  private static final int MOST_STEPS = 250;

  private static final String FOCUSED =
      "element => element === document.activeElement || element.contains(document.activeElement)";

  private final Page page;

  Keyboard(Page page) {
    this.page = page;
  }

  /** Moves on until this has the focus. */
  public Keyboard reaches(Locator wanted) {
    wanted.first().waitFor();
    for (int step = 0; step < MOST_STEPS; step++) {
      if (Boolean.TRUE.equals(wanted.first().evaluate(FOCUSED))) {
        return this;
      }
      page.keyboard().press("Tab");
    }
    throw new AssertionError(
        "expected the Tab key to reach %s within %d steps, it did not"
            .formatted(wanted, MOST_STEPS));
  }

  /** Presses what has the focus, as Enter does. */
  public void presses(String key) {
    page.keyboard().press(key);
  }

  /** Writes where the focus is. */
  public Keyboard types(String text) {
    page.keyboard().type(text);
    return this;
  }
}
