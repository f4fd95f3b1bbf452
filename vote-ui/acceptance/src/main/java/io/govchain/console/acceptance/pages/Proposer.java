package io.govchain.console.acceptance.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import io.govchain.console.acceptance.browser.Visitor;
import java.util.List;

/** A governor who opens a work order with the forms for what is to change. */
public final class Proposer extends Official {
  private static final String OPTION = " .ant-select-item-option";
  private static final String OPEN_LIST = ".ant-select-dropdown:not(.ant-select-dropdown-hidden)";

  private Proposer(Visitor visitor) {
    super(visitor);
  }

  /** Whoever sits at this browser. */
  public static Proposer at(Visitor visitor) {
    return new Proposer(visitor);
  }

  /** Opens the form for this kind of change, by its name. */
  public Proposer wants(String change) {
    Locator kind = page().getByLabel("Kind of change");
    kind.click();
    kind.fill(change);
    called(change).click();
    // The form before may have asked the same.
    assertThat(page().locator("main .ant-select").first()).containsText(change);
    return this;
  }

  /** Sends the form as it is; the page says so of each question that needs an answer. */
  public Proposer forgetsToAnswer(int questions) {
    page().getByTestId("add-change").click();
    assertThat(form().locator("[role=alert]")).hasCount(questions);
    return this;
  }

  /** Answers all questions of the form. */
  public Proposer answers(List<Answer> answers) {
    answers.forEach(this::answer);
    return this;
  }

  /** Adds the change that is filled in to the order. */
  public Proposer adds() {
    page().getByTestId("add-change").click();
    return this;
  }

  private void answer(Answer answer) {
    switch (answer) {
      case Answer.Typed typed -> type(typed);
      case Answer.Found found -> find(found);
      case Answer.Chosen chosen -> {
        input(chosen.question()).click();
        called(chosen.word()).click();
      }
      case Answer.Functions functions -> choose(functions);
      case Answer.Ticked ticked -> input(ticked.question()).check();
    }
  }

  private void type(Answer.Typed typed) {
    Locator input = input(typed.question());
    if (!typed.told().isEmpty()) {
      input.fill(typed.wrong());
      assertThat(hint(input)).containsText(typed.told());
    }
    input.fill(typed.right());
    assertThat(form().locator("[role=alert]").filter(having(typed.told()))).hasCount(0);
  }

  private void find(Answer.Found found) {
    Locator input = input(found.question());
    input.fill(found.sought());
    page().locator(OPEN_LIST + OPTION).filter(having(found.entry())).last().click();
    assertThat(hint(input)).isEmpty();
  }

  private void choose(Answer.Functions chosen) {
    input("Contract").click();
    called(chosen.contract()).click();
    for (String function : chosen.functions()) {
      input(chosen.question()).click();
      input(chosen.question()).fill(function.substring(0, function.indexOf('(')));
      called(function).click();
    }
    page().keyboard().press("Escape");
  }

  /** What is wrong with an input is said beside it, where a screen reader finds it. */
  private Locator hint(Locator input) {
    return page().locator("[id='%s']".formatted(input.getAttribute("aria-describedby")));
  }

  private Locator form() {
    return page().locator("main form");
  }

  private Locator input(String question) {
    return form().getByLabel(question, new Locator.GetByLabelOptions().setExact(true));
  }

  /** The entry of the open list that is called exactly so. */
  private Locator called(String words) {
    return page().locator("%s%s[title='%s']".formatted(OPEN_LIST, OPTION, words)).last();
  }

  private static Locator.FilterOptions having(String words) {
    return new Locator.FilterOptions().setHasText(words);
  }

  /** The changes of the order so far, in the page's words. */
  public Locator changes() {
    return page().getByTestId("preview").locator("ol > li > strong");
  }

  /**
   * Takes up a change of the record that is open: the link there leads to the form, filled in.
   *
   * @param change contract and function
   */
  public Proposer takesUp(String change) {
    page().locator("a[href^='/orders/new/%s?']".formatted(change)).click();
    page().getByTestId("add-change").click();
    return this;
  }

  /** Writes what the order is about, and waits for what the chain would say to its first change. */
  public Proposer isReadyToPropose(String description) {
    page().getByTestId("description").fill(description);
    assertThat(page().getByTestId("tried")).isAttached();
    return this;
  }

  /**
   * Writes what the order is about, and comes to where only her signature is missing. Where the
   * chain would refuse the first change now, she says that she wants it nevertheless.
   */
  public Proposer isAboutToPropose(String description) {
    isReadyToPropose(description);
    Locator nevertheless = page().getByTestId("tried").locator("input[type=checkbox]");
    if (nevertheless.count() > 0) {
      nevertheless.check();
    }
    page().getByTestId("propose").click();
    assertThat(signing().locator("button.ant-btn-primary").last()).isEnabled();
    return this;
  }

  /** The words above the button with which she would sign. */
  public String wordsToSign() {
    return signing().getByTestId("does").textContent();
  }

  /** The transaction itself, as whoever wants to look can open it. */
  public String dataToSign() {
    return signing().getByTestId("raw").textContent();
  }

  /** Chooses the other language at the top of the page. */
  public Proposer readsIn(String language) {
    page().locator("header select").first().selectOption(language);
    return this;
  }
}
