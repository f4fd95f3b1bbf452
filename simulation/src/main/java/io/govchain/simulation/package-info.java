/**
 * The transaction engine in small worlds that are made by seed: many parties, virtual time, faults
 * of every kind, people who lie; the design's invariants checked after each event.
 */
package io.govchain.simulation;
