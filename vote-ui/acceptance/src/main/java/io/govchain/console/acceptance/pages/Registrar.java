package io.govchain.console.acceptance.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.govchain.console.acceptance.browser.Visitor;
import java.util.List;

/** Somebody who does with what is registered whatever its life cycle has. */
public final class Registrar extends Official {
  private static final double INDEX_MILLIS = 15_000;

  private Registrar(Visitor visitor) {
    super(visitor);
  }

  /** Whoever sits at this browser. */
  public static Registrar at(Visitor visitor) {
    return new Registrar(visitor);
  }

  /** Opens a register by the menu, and a record of it by the list. */
  public Registrar looksAt(String register, String id) {
    String list = register.equals("pipelines") ? "/pipelines" : "/registers/" + register;
    follows(list);
    follows(list + "/" + id);
    assertThat(page().locator("#actions")).isVisible();
    return this;
  }

  /** She can do exactly this with the record that is open, in this order. */
  public Registrar isOffered(List<String> actions) {
    if (actions.isEmpty()) {
      assertThat(actions().locator("p.muted").first())
          .containsText("There is nothing that you can do here");
      assertThat(buttons()).hasCount(0);
    } else {
      assertThat(buttons()).hasText(actions.toArray(String[]::new));
    }
    return this;
  }

  /** Exactly this needs a vote. */
  public Registrar isOfferedByVote(List<String> orders) {
    assertThat(actions().locator("a")).hasText(orders.toArray(String[]::new));
    return this;
  }

  /** What others could do is listed with the reason why she cannot. */
  public Registrar seesWhyNot(String action, String why) {
    assertThat(actions().locator("li").filter(having(action)).first()).containsText(why);
    return this;
  }

  /** Presses the button of this action. */
  public Registrar begins(String action) {
    buttons().filter(having(action)).first().click();
    return this;
  }

  /** Does it, signs, and sees the record in its new state. */
  public Registrar does(String action, String state) {
    begins(action).signs();
    return seesItIs(state);
  }

  /** Sends the form that is open, signs, and sees the record in its new state. */
  public Registrar continuesTo(String state) {
    continues();
    signs();
    return seesItIs(state);
  }

  /** The record that is open says so of itself, now or soon. */
  public Registrar seesItIs(String state) {
    assertThat(page().locator("main .page-header"))
        .containsText(state, new LocatorAssertions.ContainsTextOptions().setTimeout(INDEX_MILLIS));
    return this;
  }

  /** The page tells of this, now or soon. */
  public Registrar reads(String words) {
    assertThat(page().locator("main"))
        .containsText(words, new LocatorAssertions.ContainsTextOptions().setTimeout(INDEX_MILLIS));
    return this;
  }

  /** Opens a register and its form for something new. */
  public Registrar registersIn(String register) {
    follows("/registers/" + register);
    page().locator("main .page-header button.ant-btn-primary").first().click();
    return this;
  }

  private Locator actions() {
    return page().locator("section[aria-labelledby=actions]");
  }

  private Locator buttons() {
    return actions().locator(".buttons button");
  }

  private static Locator.FilterOptions having(String words) {
    return new Locator.FilterOptions().setHasText(words);
  }
}
