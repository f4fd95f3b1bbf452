/**
 * Real chains on one machine, for the demo, the tests and the benchmarks: Anvil child processes, an
 * installed Besu, or Besu containers behind one interface, with one genesis file for all of them.
 */
package io.govchain.testnet;
