/**
 * What the console knows of its governance chain, in SQLite: the tables and the questions that the
 * page asks. Everything here can be rebuilt from the chain, except acknowledgements of alerts,
 * documents' digests and used nonces, which only this console knows.
 */
package io.govchain.console.store;
