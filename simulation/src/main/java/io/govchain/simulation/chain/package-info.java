/**
 * The governance chain as values: blocks, batches, and the rules of {@code Transactions.sol}. A
 * test drives the real contract with the same entries and compares every answer.
 */
package io.govchain.simulation.chain;
