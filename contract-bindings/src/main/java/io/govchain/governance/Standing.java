package io.govchain.governance;

/** An institution's status and category from a time on, until the next entry. */
public record Standing(long since, Institution.Status status, Institution.Category category) {}
