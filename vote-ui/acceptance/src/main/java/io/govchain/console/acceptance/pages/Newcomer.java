package io.govchain.console.acceptance.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.govchain.console.acceptance.browser.Visitor;
import java.nio.file.Path;

/** Somebody of a new member who is led from its admission to its first call. */
public final class Newcomer extends Official {
  private static final double INDEX_MILLIS = 15_000;
  private static final double KEY_MILLIS = 60_000;

  private Newcomer(Visitor visitor) {
    super(visitor);
  }

  /** Whoever sits at this browser. */
  public static Newcomer at(Visitor visitor) {
    return new Newcomer(visitor);
  }

  /** A point of the list stands so: done, waiting, open, later. */
  public Newcomer sees(String point, String state) {
    assertThat(point(point))
        .hasAttribute(
            "data-state",
            state,
            new LocatorAssertions.HasAttributeOptions().setTimeout(INDEX_MILLIS));
    return this;
  }

  /** The list says so of the whole. */
  public Newcomer reads(String progress) {
    assertThat(page().locator("main [role=status]").filter(having(progress)).first()).isVisible();
    return this;
  }

  /** Begins what a point is about. */
  public Newcomer begins(String point) {
    point(point).locator("button.ant-btn-primary").click();
    assertThat(page().locator(".ant-modal form").last()).isVisible();
    return this;
  }

  /** The account that is chosen now agrees to what the form says, and signs that. */
  public Newcomer agreesWithHerOwnKey() {
    consent().locator("input[value=own]").check();
    consent().locator("button.ant-btn:visible").last().click();
    signs();
    return hasAgreed();
  }

  /** A key made elsewhere has agreed; she pastes what it signed. */
  public Newcomer pastesConsent(String json) {
    consent().locator("input[value=paste]").check();
    consent().locator("textarea").fill(json);
    return hasAgreed();
  }

  /** Makes a new key in the page, keeps its file there, opens that again, and lets it agree. */
  public Newcomer makesAKey(String password, Path file) {
    consent().locator("input[value=new]").check();
    for (Locator input : consent().locator("input[type=password]").all()) {
      input.fill(password);
    }
    Download download =
        page()
            .waitForDownload(
                new Page.WaitForDownloadOptions().setTimeout(KEY_MILLIS),
                () -> consent().locator("button.ant-btn:visible").last().click());
    download.saveAs(file);
    Locator again = consent().getByTestId("open-again");
    again.locator("input[type=file]").setInputFiles(file);
    again.locator("input[type=password]").fill(password);
    again.locator("button.ant-btn").click();
    return hasAgreed();
  }

  /** Pastes the proof that a protocol key made where it is; the page finds it good. */
  public Newcomer pastesProof(String json) {
    page().locator("#field-possession").fill(json);
    assertThat(page().getByTestId("possession-good"))
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(KEY_MILLIS));
    return this;
  }

  /** Pastes what is no good proof; the page says what is wrong with it. */
  public Newcomer isToldOfAProof(String json, String words) {
    page().locator("#field-possession").fill(json);
    isTold(words);
    return this;
  }

  private Newcomer hasAgreed() {
    assertThat(consent().locator(".ant-alert-success"))
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(KEY_MILLIS));
    return this;
  }

  /** Chooses a certificate, whose fingerprint the page computes. */
  public Newcomer shows(Path certificate) {
    page().getByTestId("field-tlsFingerprint-file").last().setInputFiles(certificate);
    assertThat(page().locator("#field-tlsFingerprint").last()).not().hasValue("");
    return this;
  }

  /** Says by which node the evidence of her chain is verified. */
  public Newcomer trusts(String node) {
    page().locator("#field-anchors textarea").fill(node);
    return this;
  }

  /** Names the one function that others may call. */
  public Newcomer offers(String function) {
    page().locator("#field-functions input").first().fill(function);
    return this;
  }

  /** Sends the form, and signs what it came to. */
  public Newcomer continuesAndSigns() {
    continues();
    signs();
    return this;
  }

  private Locator consent() {
    return page().locator("#field-consent").last();
  }

  private Locator point(String name) {
    return page().locator("[data-point='%s']".formatted(name));
  }

  private static Locator.FilterOptions having(String words) {
    return new Locator.FilterOptions().setHasText(words);
  }
}
