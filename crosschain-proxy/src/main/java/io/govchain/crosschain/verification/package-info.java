/** Judges stored evidence of steps for the ledger, as {@code io.govchain.evidence} examines it. */
package io.govchain.crosschain.verification;
