/**
 * Transactions of an account this process owns. Order of a transaction's life: nonce and signature,
 * saved in {@link io.govchain.evm.send.PreparedTransactions}, broadcast, found in a block, noted in
 * the store, told to the caller.
 */
package io.govchain.evm.send;
