package io.govchain.crosschain.journal;

import io.govchain.crosschain.engine.TransactionState;

/**
 * A transaction as it stands in the journal.
 *
 * @param number counts up in order of first sight; serves as cursor when paging
 */
public record StoredTransaction(long number, String transaction, TransactionState state) {}
