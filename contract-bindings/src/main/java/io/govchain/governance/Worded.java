package io.govchain.governance;

import java.util.Locale;

/** An enum of the contracts that has a word for people: {@code NOT_EXECUTED} is "not-executed". */
public interface Worded {

  /** The constant's name, as every enum has it. */
  String name();

  /** The word shown to people and used in JSON. */
  default String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
