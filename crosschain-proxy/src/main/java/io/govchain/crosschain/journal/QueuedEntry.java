package io.govchain.crosschain.journal;

import io.govchain.crosschain.engine.Entry;

/**
 * An entry on its way to the record. For {@code Opened} the plan is the transaction's.
 *
 * @param step {@link Entry#WHOLE} if it concerns the whole transaction
 */
public record QueuedEntry(long number, String transaction, int step, Entry entry, String digest) {}
