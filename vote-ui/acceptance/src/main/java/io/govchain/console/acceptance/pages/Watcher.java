package io.govchain.console.acceptance.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import io.govchain.console.acceptance.browser.Visitor;

/** Somebody who looks after alerts. */
public final class Watcher extends Official {
  private Watcher(Visitor visitor) {
    super(visitor);
  }

  /** Whoever sits at this browser. */
  public static Watcher at(Visitor visitor) {
    return new Watcher(visitor);
  }

  /** Comes to the list from outside. */
  public Watcher opensAlerts() {
    opens("/alerts");
    return this;
  }

  /** Writes what she does about the alert on this transaction, and comes to the signature. */
  public Watcher takesOn(String transaction, String comment) {
    card(transaction).locator("button.ant-btn").click();
    Locator dialog = page().locator(".ant-modal").filter(withTextArea());
    assertThat(dialog.locator("button.ant-btn-primary")).isDisabled();
    dialog.locator("textarea").fill(comment);
    dialog.locator("button.ant-btn-primary").click();
    return this;
  }

  /** The alert on this transaction stands so: {@code open}, {@code acknowledged}. */
  public Watcher findsIt(String transaction, String state) {
    assertThat(card(transaction)).hasAttribute("data-state", state);
    return this;
  }

  /** The alert on this transaction says these words, too. */
  public Watcher reads(String transaction, String... words) {
    for (String each : words) {
      assertThat(card(transaction)).containsText(each);
    }
    return this;
  }

  /** Nobody is asked to take it on once more. */
  public void isNotAskedAgain(String transaction) {
    assertThat(card(transaction).locator("button.ant-btn")).hasCount(0);
  }

  private Locator card(String transaction) {
    return page()
        .getByTestId("alert-transaction-escalated")
        .filter(
            new Locator.FilterOptions()
                .setHas(page().locator(".hash[title='%s']".formatted(transaction))));
  }

  private Locator.FilterOptions withTextArea() {
    return new Locator.FilterOptions().setHas(page().locator("textarea"));
  }
}
