package io.govchain.console.acceptance.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.govchain.console.acceptance.browser.Visitor;
import io.govchain.testnet.consortium.KeyFile;
import java.nio.file.Path;

/** Somebody whose institution is not a member yet. */
public final class Applicant extends Official {
  private Applicant(Visitor visitor) {
    super(visitor);
  }

  /** Whoever sits at this browser. */
  public static Applicant at(Visitor visitor) {
    return new Applicant(visitor);
  }

  /** Opens her key on the page for applicants. */
  public Applicant wantsToJoinWith(KeyFile key) {
    opens("/join");
    unlocks(key);
    return this;
  }

  /** Fills in the application, hands in the document's digest, and signs. */
  public Applicant applies(String code, String name, String category, Path document) {
    page().locator("#apply-code").fill(code);
    page().locator("#apply-name").fill(name);
    choose("apply-category", category);
    page().getByTestId("apply-documentDigest-file").setInputFiles(document);
    page().locator("#apply-email").fill("office@registry.example");
    page().locator("section[aria-labelledby=application] button[type=submit]").click();
    signs();
    return this;
  }

  /** Her application is listed, and this is said of it. */
  public void seesHerApplication(String words) {
    assertThat(page().getByTestId("my-application")).containsText(words);
  }
}
