package io.govchain.evm.send;

/**
 * A signed transaction that is to be saved before any node sees it.
 *
 * @param reference the caller's idempotency key, or {@code <account>/filler:<nonce>} for one of the
 *     sender's own that fills a nonce; of either, {@code <reference>/raised:<number>} for the same
 *     with a higher price
 * @param account the address that signed it: only this account's nonces decide about it
 * @param raw the signed bytes as hex; only these are ever broadcast for the reference
 */
public record PreparedTransaction(
    String reference, String account, long nonce, String hash, String raw) {}
