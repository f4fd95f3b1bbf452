package io.govchain.console.store;

/**
 * One thing that an event or an alert is about.
 *
 * @param id as on the chain: 32 bytes, or an account's address
 */
public record Subject(Kind kind, String id) {}
