/** Mistakes wrapped around the engine, to see whether the simulation notices them. */
package io.govchain.simulation.mutation;
