/**
 * The typed client of the governance chain: records of what the contracts hold, reads, call
 * builders, events, errors.
 *
 * <p>Conventions everywhere in this package: ids, hashes, addresses, keys and other bytes are
 * lower-case hex strings with {@code 0x}; times are unix seconds of governance block time; enum
 * constants stand in the order of the contract's enum, so that {@code ordinal()} is the value on
 * chain.
 */
package io.govchain.governance;
