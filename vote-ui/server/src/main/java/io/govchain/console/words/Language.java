package io.govchain.console.words;

/** The languages that there are words in. */
public enum Language {
  CHINESE,
  ENGLISH;

  <T> T of(T chinese, T english) {
    return this == CHINESE ? chinese : english;
  }
}
