package io.govchain.evm;

/**
 * How many transactions a node counts of an account.
 *
 * @param mined those in blocks
 * @param withPool the same with those that wait in its pool
 */
public record TransactionCounts(long mined, long withPool) {}
