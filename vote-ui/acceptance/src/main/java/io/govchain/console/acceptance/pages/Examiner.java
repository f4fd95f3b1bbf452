package io.govchain.console.acceptance.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.govchain.console.acceptance.browser.Visitor;
import java.nio.file.Path;

/** An auditor who has evidence verified. */
public final class Examiner extends Official {
  private static final double EXAMINATION_MILLIS = 20_000;

  private Examiner(Visitor visitor) {
    super(visitor);
  }

  /** Whoever sits at this browser. */
  public static Examiner at(Visitor visitor) {
    return new Examiner(visitor);
  }

  /** Looks a transaction up by its id. */
  public Examiner looksUp(String transaction) {
    Locator form = page().locator("main form").first();
    form.locator("input").fill(transaction);
    form.locator("button[type=submit]").click();
    assertThat(choices().first()).isVisible();
    return this;
  }

  /** Chooses one of the pieces of evidence that the ledger names, counted from 0. */
  public Examiner chooses(int evidence) {
    choices().nth(evidence).locator("input").check();
    return this;
  }

  /** How many pieces of evidence the ledger names. */
  public int pieces() {
    return choices().count();
  }

  /** The digest of the chosen piece of evidence, as the ledger has it. */
  public String digest() {
    return page().locator(".evidence-steps label:has(input:checked) .hash").getAttribute("title");
  }

  /** Has the institution's own proxy hand it out, and has it verified. */
  public Examiner takesItFromTheProxy() {
    page().locator("main .audit-links button").first().click();
    return this;
  }

  /** Hands in a file that she was given. */
  public Examiner handsIn(Path file) {
    page().getByTestId("evidence-file").setInputFiles(file);
    return this;
  }

  /** Is told what came of it. */
  public Examiner isTold(String verdict, String words) {
    Locator told = page().getByTestId("verdict");
    assertThat(told)
        .hasAttribute(
            "data-verdict",
            verdict,
            new LocatorAssertions.HasAttributeOptions().setTimeout(EXAMINATION_MILLIS));
    assertThat(told).containsText(words);
    return this;
  }

  /** This check passed, or failed. */
  public Examiner seesThat(String check, boolean passed) {
    assertThat(page().locator("tr[data-check='%s'] td".formatted(check)).first())
        .containsText(passed ? "✓" : "✗");
    return this;
  }

  private Locator choices() {
    return page().locator(".evidence-steps label");
  }
}
