package io.govchain.subchain.journal;

/**
 * A write that the chain shows otherwise than it was told.
 *
 * @param subject name of the execution, or hash of a write that this journal does not know
 * @param key the execution concerned
 * @param since governance block time when it was found
 */
public record ChainFinding(String subject, ExecutionKey key, String text, long since) {}
