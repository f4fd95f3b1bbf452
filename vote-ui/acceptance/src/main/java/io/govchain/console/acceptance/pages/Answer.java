package io.govchain.console.acceptance.pages;

import java.util.List;

/** What an official answers to one question of an order's form. */
public sealed interface Answer {

  /** The question, in the page's words. */
  String question();

  /**
   * Types something wrong first, is told so, and types this.
   *
   * @param told what the page says of what is wrong; empty where nothing that can be typed is
   */
  record Typed(String question, String wrong, String told, String right) implements Answer {}

  /** Looks for a record of a register, of which the list shows an entry with these words. */
  record Found(String question, String sought, String entry) implements Answer {}

  /** Takes the word of this name. */
  record Chosen(String question, String word) implements Answer {}

  /** Takes functions of a governance contract. */
  record Functions(String question, String contract, List<String> functions) implements Answer {
    public Functions {
      functions = List.copyOf(functions);
    }
  }

  /** Says yes. */
  record Ticked(String question) implements Answer {}
}
