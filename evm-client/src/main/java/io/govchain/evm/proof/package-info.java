/**
 * Proofs for those who do not trust the node: header to block hash, transaction and receipt to
 * header, seals to header, state to header. All input is taken to be hostile.
 */
package io.govchain.evm.proof;
