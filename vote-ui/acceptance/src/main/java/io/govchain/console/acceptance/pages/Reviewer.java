package io.govchain.console.acceptance.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import io.govchain.console.acceptance.browser.Visitor;
import java.nio.file.Path;

/** Somebody who judges an application by its documents, and sees to what comes of it. */
public final class Reviewer extends Official {
  private Reviewer(Visitor visitor) {
    super(visitor);
  }

  /** Whoever sits at this browser. */
  public static Reviewer at(Visitor visitor) {
    return new Reviewer(visitor);
  }

  /** Compares a file that she was given with the digest on the chain. */
  public Reviewer compares(Path document) {
    documents().locator("input[type=file]").setInputFiles(document);
    return this;
  }

  /** Takes the document that the console keeps, and compares it. */
  public Reviewer fetches() {
    documents().locator(".filters button").first().click();
    return this;
  }

  /** Gives the document that she compared to the console, for the others. */
  public Reviewer shares() {
    documents().locator(".filters button").last().click();
    signs();
    return this;
  }

  /** What she is told of the document. */
  public Reviewer learns(String words) {
    assertThat(page().getByTestId("document-verdict")).containsText(words);
    return this;
  }

  /** How many things she can do with the document now. */
  public Reviewer hasChoices(int number) {
    assertThat(documents().locator(".filters button")).hasCount(number);
    return this;
  }

  /** Puts a recommendation on record, with a report that stays with the members. */
  public Reviewer recommends(String recommendation, Path report) {
    Locator review = page().getByTestId("review-form");
    review.locator("summary").click();
    review.locator("input[type=file]").setInputFiles(report);
    review.locator(".ant-select").click();
    page()
        .locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option")
        .filter(new Locator.FilterOptions().setHasText(recommendation))
        .click();
    review.locator("button.ant-btn").click();
    signs();
    return this;
  }

  /** The application's part of the page says so. */
  public Reviewer readsOfTheApplication(String words) {
    assertThat(page().getByTestId("application")).containsText(words);
    return this;
  }

  /** Presses the button of this name that acts on the whole order, signs, and is told so. */
  public Reviewer does(String action, String told) {
    page().locator("main").getByText(action, new Locator.GetByTextOptions().setExact(true)).click();
    signs();
    assertThat(page().getByTestId("done")).containsText(told);
    return this;
  }

  /** There is no button of this name for her. */
  public void isNotOffered(String action) {
    assertThat(page().getByTestId("changes")).isVisible();
    assertThat(
            page().locator("main").getByText(action, new Locator.GetByTextOptions().setExact(true)))
        .hasCount(0);
  }

  private Locator documents() {
    return page().getByTestId("document");
  }
}
