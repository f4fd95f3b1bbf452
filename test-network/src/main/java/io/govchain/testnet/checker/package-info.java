/**
 * An independent checker: it reads the chains by JSON-RPC with a decoder of its own, asks no proxy,
 * opens no journal and uses no class of the proxies, so that a mistake of theirs cannot hide here.
 */
package io.govchain.testnet.checker;
