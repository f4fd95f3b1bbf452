package io.govchain.console.acceptance.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.govchain.console.acceptance.browser.Visitor;
import io.govchain.testnet.consortium.KeyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.regex.Pattern;

/**
 * Somebody who acts for an institution in the console: says who she is, goes from page to page by
 * following links (a page that is loaded anew has forgotten her key), fills in forms, and signs.
 */
public class Official {
  private static final double BLOCK_MILLIS = 20_000;

  private final Visitor visitor;
  private final Page page;

  Official(Visitor visitor) {
    this.visitor = visitor;
    this.page = visitor.page();
  }

  /** Whoever sits at this browser. */
  public static Official at(Visitor visitor) {
    return new Official(visitor);
  }

  /** Comes to a page from outside, by its address. */
  public Official opens(String route) {
    visitor.open(route);
    Reading.of(visitor).isComplete();
    return this;
  }

  /** Follows the link to this page, out of the menu or out of what is shown. */
  public Official follows(String route) {
    Locator links = page.locator("a[href='%s']".formatted(route));
    Locator menu = page.locator("header .menu");
    if (menu.isVisible() && !links.locator("visible=true").first().isVisible()) {
      menu.click();
    }
    links.locator("visible=true").first().click();
    page.waitForURL(url -> URI.create(url).getPath().equals(route));
    Reading.of(visitor).isComplete();
    return this;
  }

  /** Comes to the page where accounts are chosen, and opens her keystore file. */
  public Official comesWith(KeyFile key) {
    opens("/identity");
    return unlocks(key);
  }

  /** Comes to the page where accounts are chosen, and connects the wallet in her browser. */
  public Official comesWithHerWallet(String address) {
    opens("/identity");
    return connectsHerWallet(address);
  }

  /** Opens her keystore file, wherever she was asked for an account. */
  public Official unlocks(KeyFile key) {
    return unlocks(key, password(key));
  }

  /** The same with this password; what comes of it is for others to look at. */
  public Official triesToUnlock(KeyFile key, String password) {
    Locator form = page.locator("form:has(input[type=file]):has(input[type=password])").last();
    form.locator("input[type=file]").setInputFiles(key.keystore());
    form.locator("input[type=password]").fill(password);
    form.locator("button[type=submit]").click();
    return this;
  }

  private Official unlocks(KeyFile key, String password) {
    triesToUnlock(key, password);
    return isKnownAs(key.address());
  }

  /** Her address is shown at the top: on every page she sees who would sign. */
  public Official isKnownAs(String address) {
    assertThat(page.getByTestId("account"))
        .hasAttribute("title", Pattern.compile(address, Pattern.CASE_INSENSITIVE));
    return this;
  }

  /** Connects the wallet in her browser. */
  public Official connectsHerWallet(String address) {
    page.locator("button", new Page.LocatorOptions().setHasText("Test Wallet")).last().click();
    return isKnownAs(address);
  }

  /** Writes into the question of a form that has this name. */
  public Official fills(String field, String text) {
    Locator input = page.locator("#field-" + field);
    input.fill(text);
    return this;
  }

  /** Chooses, in the question of a form that has this name, what is called so. */
  public Official picks(String field, String text) {
    choose("field-" + field, text);
    return this;
  }

  /** Opens the list of this input and takes the entry that is called so. */
  final void choose(String input, String text) {
    page.locator(".ant-select:has(#%s)".formatted(input)).last().click();
    page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option")
        .filter(having(text))
        .last()
        .click();
  }

  /** Sends the form that is open. */
  public Official continues() {
    page.locator("form button[type=submit]:visible").last().click();
    return this;
  }

  /** Reads what she is about to sign: these words are in it. */
  public Official isAboutToSign(String words) {
    assertThat(signing().getByTestId("does")).containsText(words);
    return this;
  }

  /** Before she is shown what to sign, she has to say who she is. */
  public void isAskedForAnAccount() {
    assertThat(page.locator(".ant-modal form:has(input[type=password])")).isVisible();
  }

  /** Signs what she is shown, and waits for its block. */
  public void signs() {
    triesToSign();
    assertThat(signing())
        .isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(BLOCK_MILLIS));
  }

  /** Presses the button; what comes of it is for others to look at. */
  public void triesToSign() {
    signing().locator("button.ant-btn-primary").last().click();
  }

  /** The button with which she would sign is there and cannot be pressed. */
  public void cannotSign() {
    assertThat(signing().locator("button.ant-btn-primary").last()).isDisabled();
  }

  /** An alert tells her this. */
  public void isTold(String words) {
    assertThat(page.locator("[role=alert]:visible").filter(having(words)).first()).isVisible();
  }

  /** The same, after a while in which something was waited for. */
  public void isToldWithin(int seconds, String words) {
    assertThat(page.locator("[role=alert]:visible").filter(having(words)).first())
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(seconds * 1_000.0));
  }

  /** Names a node, in the settings, through which she would rather read the chain. */
  public Official choosesNode(String address) {
    Locator node = page.locator("main .ant-space-compact");
    node.locator("input").fill(address);
    node.locator("button").click();
    return this;
  }

  /** The settings say so, and keep what she chose. */
  public Official isAssured(String words) {
    assertThat(page.locator("main [role=status] .ant-alert-success").filter(having(words)))
        .isVisible();
    assertThat(page.locator("main input[type=radio][value=node]")).isChecked();
    return this;
  }

  /** The settings say so, and keep nothing. */
  public Official isDenied(String words) {
    assertThat(page.locator("main [role=status] .ant-alert-error").filter(having(words)))
        .isVisible();
    return readsThroughTheConsole();
  }

  /** There is no node that she could read through. */
  public Official readsThroughTheConsole() {
    assertThat(page.locator("main input[type=radio][value=auto]")).isChecked();
    assertThat(page.locator("main input[type=radio][value=node]")).isDisabled();
    return this;
  }

  /** Closes the dialog in which she would have signed. */
  public void leavesTheDialog() {
    signing().locator("button.ant-btn:not(.ant-btn-primary)").last().click();
    assertThat(signing()).isHidden();
  }

  private static Locator.FilterOptions having(String words) {
    return new Locator.FilterOptions().setHasText(words);
  }

  /** The dialog in which everything is signed. */
  final Locator signing() {
    return page.getByTestId("signing");
  }

  /** Her page. */
  public final Page page() {
    return page;
  }

  /** Her browser. */
  public final Visitor visitor() {
    return visitor;
  }

  /** Her hands, if she has no mouse. */
  public Keyboard keyboard() {
    return new Keyboard(page);
  }

  static String password(KeyFile key) {
    try {
      return Files.readString(key.passwordFile()).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
