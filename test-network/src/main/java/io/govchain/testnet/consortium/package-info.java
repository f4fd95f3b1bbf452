/**
 * A whole consortium on one machine: governance chain, institutions with their keys, business
 * chains, proxies as processes of their own. The demo, the end-to-end tests and the benchmarks
 * stand on it.
 */
package io.govchain.testnet.consortium;
