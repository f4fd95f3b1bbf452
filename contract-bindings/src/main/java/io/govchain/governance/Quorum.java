package io.govchain.governance;

/**
 * How many validators there are and have to be.
 *
 * @param needed how many must sign a block
 * @param minimum below which none is removed
 */
public record Quorum(long validators, long needed, long minimum) {}
