package io.govchain.console.acceptance.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.govchain.console.acceptance.browser.Visitor;
import io.govchain.testnet.consortium.KeyFile;
import java.util.List;

/** An official who registers, connects and looks after what an institution runs. */
public final class Operator extends Official {
  private static final double NEWS_MILLIS = 20_000;

  private Operator(Visitor visitor) {
    super(visitor);
  }

  /** Whoever sits at this browser. */
  public static Operator at(Visitor visitor) {
    return new Operator(visitor);
  }

  /** Opens the form that puts something new into the register that is open. */
  public Operator begins() {
    page().locator("main .page-header button.ant-btn-primary").first().click();
    return this;
  }

  /** Has an account's key, in a keystore file, agree to what the form says. */
  public Operator lets(KeyFile key) {
    page().locator("input[type=radio][value=file]").check();
    Locator consent = page().locator("#field-consent");
    consent.locator("input[type=file]").setInputFiles(key.keystore());
    consent.locator("input[type=password]").fill(password(key));
    consent.locator("button.ant-btn:visible").last().click();
    assertThat(consent.locator(".ant-alert-success")).isVisible();
    return this;
  }

  /** Sends the form, and signs what it came to. */
  public Operator continuesAndSigns() {
    continues();
    signs();
    return this;
  }

  /** Requests a pipeline from one contract to the other, with all their functions. */
  public Operator requestsPipeline(String code, Side own, Side other) {
    follows("/pipelines");
    follows("/pipelines/new");
    page().locator("#pipeline-code").fill(code);
    fills("source", own);
    goesOn();
    choose("target-institution", other.institution());
    fills("target", other);
    goesOn();
    goesOn();
    goesOn();
    signs();
    assertThat(page().locator("main .ant-alert-success")).isVisible();
    return this;
  }

  /**
   * One end of a pipeline.
   *
   * @param applications that may call; empty or one
   */
  public record Side(
      String institution, String subchain, List<String> applications, String contract) {}

  private void fills(String name, Side side) {
    choose(name + "-subchain", side.subchain());
    side.applications().forEach(application -> choose(name + "-application", application));
    choose(name + "-contract", side.contract());
    for (Locator function : page().locator("main .choices input[type=checkbox]").all()) {
      function.check();
    }
  }

  private void goesOn() {
    page().locator("main .buttons button.ant-btn-primary").click();
  }

  /** Says that she has read what a pipeline allows, and authorises it. */
  public Operator authorises() {
    Locator answer = page().locator("section[aria-labelledby=authorise]");
    answer.locator("input[type=checkbox]").check();
    answer.locator("button.ant-btn-primary").click();
    signs();
    return this;
  }

  /** Writes to which settlement of the escalation that is open her institution agrees. */
  public Operator beginsToAgreeTo(String settlement) {
    page().locator("#settlement").fill(settlement);
    page().getByTestId("agree").click();
    return this;
  }

  /** Agrees, for her institution, to a settlement of the escalation that is open. */
  public Operator agreesTo(String settlement) {
    beginsToAgreeTo(settlement);
    signs();
    assertThat(page().locator("section[aria-labelledby=agree] .ant-alert-success")).isVisible();
    return this;
  }

  /** What the list of escalations says of this one. */
  public Locator line(String transaction) {
    return page()
        .locator("main tr")
        .filter(
            new Locator.FilterOptions()
                .setHas(page().locator("a[href='/escalations/%s']".formatted(transaction))));
  }

  /** The page says this, now or soon. */
  public Operator reads(String words) {
    assertThat(page().locator("main"))
        .containsText(words, new LocatorAssertions.ContainsTextOptions().setTimeout(NEWS_MILLIS));
    return this;
  }

  /** Has her proxy try once more to undo what is open. */
  public Operator retries() {
    page().getByTestId("retry").click();
    signs();
    assertThat(page().locator("section[aria-labelledby=retry] .ant-alert-info")).isVisible();
    return this;
  }

  /** Her side has nothing to try again, and the page says so. */
  public void cannotRetry(String why) {
    assertThat(page().getByTestId("retry")).isDisabled();
    assertThat(page().locator("section[aria-labelledby=retry]")).containsText(why);
  }

  /** What the open transaction's time line tells, entry by entry. */
  public List<String> timeline() {
    Locator moments = page().getByTestId("timeline").locator("li");
    moments.first().waitFor();
    return moments.allTextContents();
  }

  /** The page says that the transaction that is open has come to this. */
  public void seesThatItIs(String status) {
    assertThat(page().getByTestId("transaction-status")).containsText(status);
  }
}
