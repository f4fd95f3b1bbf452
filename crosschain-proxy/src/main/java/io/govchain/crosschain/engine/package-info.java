/**
 * The transaction engine: what one cross-chain proxy does about one cross-chain transaction.
 *
 * <p>Pure and total: {@link io.govchain.crosschain.engine.Engine#apply} takes a state and something
 * that happened and gives the next state and what is to be done about it. No clock (block time
 * comes in with the inputs), no I/O, no randomness, so the same code runs in the service, in unit
 * tests and in the seeded simulation.
 *
 * <p>Persisting is implied: whoever runs the engine stores the new state and all its effects in one
 * durable write <em>before</em> any effect is performed. Every effect is idempotent, because {@code
 * Restarted} asks again for all that is still outstanding.
 */
package io.govchain.crosschain.engine;
