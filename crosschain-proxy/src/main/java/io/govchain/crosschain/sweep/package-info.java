/** Looks from time to time for transactions that are overdue, stuck or contradictory. */
package io.govchain.crosschain.sweep;
