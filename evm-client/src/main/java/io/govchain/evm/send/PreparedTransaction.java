package io.govchain.evm.send;

/**
 * A signed transaction that is to be saved before any node sees it.
 *
 * @param reference the caller's idempotency key, or {@code filler:<nonce>} for one of the sender's
 *     own that fills a nonce
 * @param raw the signed bytes as hex; only these are ever broadcast for the reference
 */
public record PreparedTransaction(String reference, long nonce, String hash, String raw) {}
