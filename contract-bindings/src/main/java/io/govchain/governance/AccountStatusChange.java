package io.govchain.governance;

/** An account's status from a time on, until the next entry. */
public record AccountStatusChange(long since, Account.Status status) {}
