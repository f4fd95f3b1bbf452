/**
 * Examines the evidence of a step by the rule that its subchain registered, and by no other: proofs
 * from the transaction to its header, then the header by agreement of nodes or by commit seals.
 * Shared by who verifies for the ledger (the proxies), for an auditor's command and for the
 * console.
 */
package io.govchain.evidence;
