/** The ledger of this proxy's transactions, for operators and the paired subchain proxy. */
package io.govchain.crosschain.api;
