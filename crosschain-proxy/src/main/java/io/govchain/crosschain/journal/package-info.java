/**
 * What a cross-chain proxy must not forget: the state of every transaction, entries waiting for the
 * record, effects not performed yet, evidence. One durable write per engine step, before anything
 * that the step asks for is done.
 */
package io.govchain.crosschain.journal;
