/**
 * Examines evidence by the rule that the step's subchain registered, and by no other: proofs from
 * the transaction to its header, then the header by agreement of nodes or by commit seals.
 */
package io.govchain.crosschain.verification;
