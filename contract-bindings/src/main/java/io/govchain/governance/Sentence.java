package io.govchain.governance;

/** The same statement for readers of English and of Chinese. */
public record Sentence(String english, String chinese) {}
