package io.govchain.console.acceptance.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.govchain.console.acceptance.browser.Visitor;

/** An official who opens, judges, votes on and carries out work orders. */
public final class Voter extends Official {
  private Voter(Visitor visitor) {
    super(visitor);
  }

  /** Whoever sits at this browser. */
  public static Voter at(Visitor visitor) {
    return new Voter(visitor);
  }

  /** Goes to a work order by the menu and the list. */
  public Voter reads(String order) {
    follows("/orders");
    follows("/orders/" + order);
    return this;
  }

  /** What the order will do, in the page's own words, holds these. */
  public Voter sees(String words) {
    assertThat(page().getByTestId("changes")).containsText(words);
    return this;
  }

  /**
   * Opens an order about a record, from the record's own page: what is to be done with it is a link
   * there, and fills the form in.
   *
   * @param change contract and function
   */
  public Voter proposes(String change, String description) {
    page().locator("a[href^='/orders/new/%s?']".formatted(change)).click();
    page().getByTestId("add-change").click();
    page().getByTestId("description").fill(description);
    page().getByTestId("propose").click();
    signs();
    assertThat(page().getByTestId("changes")).isVisible();
    return this;
  }

  /** Id of the work order that is open. */
  public String order() {
    return page().url().replaceAll(".*/orders/", "");
  }

  /** Votes for it with a transaction of her own. */
  public Voter votesFor(String reason) {
    beginsToVote(reason);
    signs();
    hasVoted();
    return this;
  }

  /** Writes the reason of her vote, and has the ballot before her. */
  public Voter writes(String reason) {
    ballot().locator("textarea").fill(reason);
    ballot().scrollIntoViewIfNeeded();
    return this;
  }

  /** Fills in the ballot and comes to where only her signature is missing. */
  public Voter beginsToVote(String reason) {
    writes(reason);
    ballot().locator("button.ant-btn-primary").click();
    assertThat(signing().locator("button.ant-btn-primary").last()).isEnabled();
    return this;
  }

  /** Signs a ballot, which the console hands in: she needs neither fee nor node. */
  public Voter votesForByRelay() {
    return votesForByRelay("");
  }

  /** The same with a reason, which stands in what she signs. */
  public Voter votesForByRelay(String reason) {
    writes(reason);
    ballot().locator("input[type=radio][value=relay]").check();
    ballot().locator("button.ant-btn-primary").click();
    isAboutToSign(reason);
    signs();
    hasVoted();
    return this;
  }

  /** Beside an institution's vote she reads why, from the chain itself and in the history. */
  public Voter readsWhy(String institution, String reason) {
    Locator seat = page().getByTestId("seat-" + institution);
    assertThat(seat.locator("td").last().locator("bdi")).hasText(reason);
    assertThat(seat).not().containsText("not checked with the chain");
    assertThat(
            page()
                .locator("[data-event=VoteCast]")
                .filter(new Locator.FilterOptions().setHasText(reason)))
        .hasCount(1);
    return this;
  }

  /** The page says in a sentence that her institution's vote is recorded. */
  public void hasVoted() {
    assertThat(page().getByTestId("voted")).isVisible();
  }

  /** She is not offered to vote, and told this instead. */
  public void cannotVoteBecause(String words) {
    assertThat(page().getByTestId("why-not")).containsText(words);
    assertThat(ballot().locator("button.ant-btn-primary")).hasCount(0);
  }

  /** Comes to where only her signature is missing for an accepted order to be carried out. */
  public Voter beginsToExecute() {
    page().getByTestId("execute").click();
    assertThat(signing().locator("button.ant-btn-primary").last()).isEnabled();
    return this;
  }

  /** Nobody is offered to carry it out. */
  public void cannotExecute() {
    assertThat(page().getByTestId("execute")).hasCount(0);
  }

  /** Carries an accepted order out. */
  public Voter executes() {
    page().getByTestId("execute").click();
    signs();
    assertThat(page().getByTestId("done")).isVisible();
    return this;
  }

  /** The order's state, as the page has it now. */
  public Locator state() {
    return page().locator(".page-header [data-status], .page-header .ant-tag").first();
  }

  /** The part of the page in which votes are cast. */
  public Locator ballot() {
    return page().getByTestId("vote");
  }

  /** The heading of the page. */
  public Locator heading() {
    return page().getByRole(AriaRole.HEADING).first();
  }
}
