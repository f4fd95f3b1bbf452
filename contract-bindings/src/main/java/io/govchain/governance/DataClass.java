package io.govchain.governance;

/** How much harm a leak or loss of data would do. */
public enum DataClass implements Worded {
  GENERAL,
  IMPORTANT,
  CORE
}
