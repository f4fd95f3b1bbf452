/**
 * The language of acceptance tests: conditions that are awaited with a deadline, written as
 * sentences.
 */
package io.govchain.testnet.acceptance;
